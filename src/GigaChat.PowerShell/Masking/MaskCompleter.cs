using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Masking;

/// <summary>Offers the kinds of text that can be masked.</summary>
internal sealed class MaskCompleter() : NameCompleter([TextMaskRules.AllKinds, .. TextMaskRules.Kinds]);
