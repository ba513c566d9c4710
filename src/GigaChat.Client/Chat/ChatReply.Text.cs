using System.ComponentModel;
using System.Dynamic;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;

namespace GigaChat;

/// <content>
/// A reply as text. Languages that bind operators at run time, as PowerShell and C#'s <c>dynamic</c> do, apply them to
/// <see cref="Text"/>: so each of them compares, adds and casts exactly as it does with a string, upper and lower case included. What
/// converts without an operator, such as the binding of arguments, asks for <see cref="IConvertible"/>.
/// </content>
public sealed partial class ChatReply : IDynamicMetaObjectProvider, IConvertible, IEquatable<ChatReply>
{
    /// <summary>The text of a reply.</summary>
    /// <param name="reply">The reply.</param>
    public static implicit operator string?(ChatReply? reply) => reply?.Text;

    /// <summary>Whether both have the same text.</summary>
    /// <param name="other">Another reply.</param>
    public bool Equals(ChatReply? other) => other is not null && Text == other.Text;

    /// <summary>Whether the other is a reply with the same text, or the text itself.</summary>
    /// <param name="obj">Anything.</param>
    public override bool Equals(object? obj) => obj is string text ? Text == text : Equals(obj as ChatReply);

    /// <summary>That of the text.</summary>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    DynamicMetaObject IDynamicMetaObjectProvider.GetMetaObject(Expression parameter) => new TextMetaObject(parameter, this);

    TypeCode IConvertible.GetTypeCode() => TypeCode.Object;

    bool IConvertible.ToBoolean(IFormatProvider? provider) => Text.Length > 0;

    byte IConvertible.ToByte(IFormatProvider? provider) => Convert.ToByte(ToNumber(provider));

    char IConvertible.ToChar(IFormatProvider? provider) => Convert.ToChar(Text, provider);

    // A date is read as the parameter binder reads one from text: without regard to the user's culture.
    DateTime IConvertible.ToDateTime(IFormatProvider? provider) => DateTime.Parse(Text, CultureInfo.InvariantCulture);

    decimal IConvertible.ToDecimal(IFormatProvider? provider) => ToNumber(provider);

    double IConvertible.ToDouble(IFormatProvider? provider) => double.Parse(Text, CultureInfo.InvariantCulture);

    short IConvertible.ToInt16(IFormatProvider? provider) => Convert.ToInt16(ToNumber(provider));

    int IConvertible.ToInt32(IFormatProvider? provider) => Convert.ToInt32(ToNumber(provider));

    long IConvertible.ToInt64(IFormatProvider? provider) => Convert.ToInt64(ToNumber(provider));

    sbyte IConvertible.ToSByte(IFormatProvider? provider) => Convert.ToSByte(ToNumber(provider));

    float IConvertible.ToSingle(IFormatProvider? provider) => float.Parse(Text, CultureInfo.InvariantCulture);

    string IConvertible.ToString(IFormatProvider? provider) => Text;

    ushort IConvertible.ToUInt16(IFormatProvider? provider) => Convert.ToUInt16(ToNumber(provider));

    uint IConvertible.ToUInt32(IFormatProvider? provider) => Convert.ToUInt32(ToNumber(provider));

    ulong IConvertible.ToUInt64(IFormatProvider? provider) => Convert.ToUInt64(ToNumber(provider));

    object IConvertible.ToType(Type conversionType, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(conversionType);
        if (conversionType.IsEnum)
            return Enum.Parse(conversionType, Text, ignoreCase: true);
        if (Type.GetTypeCode(conversionType) is not TypeCode.Object)
            return Convert.ChangeType(this, conversionType, provider);
        if (TypeDescriptor.GetConverter(conversionType) is { } converter && converter.CanConvertFrom(typeof(string)))
            return converter.ConvertFromInvariantString(Text)!;
        MethodInfo? parse = conversionType.GetMethod("Parse", BindingFlags.Public | BindingFlags.Static, [typeof(string)]);
        return parse?.Invoke(null, [Text])
            ?? throw new InvalidCastException();
    }

    // PowerShell reads 5.7 as a whole number too, and rounds it.
    private decimal ToNumber(IFormatProvider? provider)
        => decimal.Parse(Text, NumberStyles.Float | NumberStyles.AllowThousands, provider ?? CultureInfo.InvariantCulture);

    /// <summary>Gives operators and casts the text in place of the reply.</summary>
    private sealed class TextMetaObject(Expression expression, ChatReply reply)
        : DynamicMetaObject(expression, BindingRestrictions.Empty, reply)
    {
        private DynamicMetaObject AsText => new(
            Expression.Property(Expression.Convert(Expression, typeof(ChatReply)), nameof(Text)),
            BindingRestrictions.GetTypeRestriction(Expression, typeof(ChatReply)),
            ((ChatReply)Value!).Text);

        public override DynamicMetaObject BindBinaryOperation(BinaryOperationBinder binder, DynamicMetaObject arg)
            => binder.FallbackBinaryOperation(AsText, arg);

        public override DynamicMetaObject BindUnaryOperation(UnaryOperationBinder binder) => binder.FallbackUnaryOperation(AsText);

        // A cast to a type that a reply has already keeps the reply.
        public override DynamicMetaObject BindConvert(ConvertBinder binder)
            => binder.Type.IsAssignableFrom(typeof(ChatReply)) ? base.BindConvert(binder) : binder.FallbackConvert(AsText);
    }
}
