# Dot-sourced by Secrets.Tests.ps1: finds secrets in files, whole, in pieces of twelve letters, and as they look encoded.
if (-not ('SecretFinder' -as [type])) {
    Add-Type -TypeDefinition @'
using System;
using System.Collections.Generic;

// Any window of a form that stands in a text, in capitals or not.
public sealed class SecretFinder
{
    private readonly Dictionary<int, HashSet<string>> _windows = new();
    private readonly bool[] _begins = new bool[65536];

    public void Add(string form, int length, string[] known)
    {
        length = Math.Min(length, form.Length);
        for (int i = 0; i + length <= form.Length; i++)
        {
            string window = form.Substring(i, length);
            if (Array.Exists(known, text => text.Contains(window, StringComparison.OrdinalIgnoreCase)))
                continue;
            if (!_windows.TryGetValue(length, out HashSet<string> set))
                _windows[length] = set = new(StringComparer.OrdinalIgnoreCase);
            set.Add(window);
            _begins[Start(window, 0)] = true;
        }
    }

    public string Find(string text)
    {
        for (int i = 0; i + 3 < text.Length; i++)
        {
            if (!_begins[Start(text, i)])
                continue;
            foreach (KeyValuePair<int, HashSet<string>> pair in _windows)
            {
                if (i + pair.Key <= text.Length && pair.Value.Contains(text.Substring(i, pair.Key)))
                    return "at " + i + ": a piece of " + pair.Key;
            }
        }
        return null;
    }

    private static int Start(string text, int at)
        => ((char.ToUpperInvariant(text[at]) * 31 + char.ToUpperInvariant(text[at + 1])) * 31
            + char.ToUpperInvariant(text[at + 2])) & 0xFFFF;
}
'@
}

# Twelve letters, or twelve bytes of an encoded one, are a piece; a shorter secret is looked for as a whole.
function New-SecretFinder([string[]] $Secret, [string[]] $Known = @()) {
    $finder = [SecretFinder]::new()
    foreach ($one in $Secret) {
        $finder.Add($one, 12, $Known)
        $finder.Add([uri]::EscapeDataString($one), [Math]::Min(36, [uri]::EscapeDataString($one).Length), $Known)
        $finder.Add((ConvertTo-Json $one -EscapeHandling EscapeNonAscii).Trim('"'), 36, $Known)
        foreach ($encoding in [System.Text.Encoding]::UTF8, [System.Text.Encoding]::Unicode) {
            $bytes = $encoding.GetBytes($one)
            $finder.Add([Convert]::ToHexString($bytes), 24, @($Known | ForEach-Object { [Convert]::ToHexString($encoding.GetBytes($_)) }))
            # Behind other bytes the letters of Base64 are others: three ways, without what the neighbours have a part in.
            foreach ($shift in 0..2) {
                $text = [Convert]::ToBase64String([byte[]]::new($shift) + $bytes)
                $whole = [int] [Math]::Floor(($shift + $bytes.Length) / 3) * 4
                $begin = $shift ? 4 : 0
                if ($whole - $begin -ge 8) { $finder.Add($text.Substring($begin, $whole - $begin), 16, $Known) }
            }
        }
    }
    $finder
}

# Where pieces of secrets stand in files, read as UTF-8 and as UTF-16.
function Find-Secret([string[]] $Secret, $File, [string[]] $Known = @()) {
    $finder = New-SecretFinder $Secret $Known
    foreach ($one in $File) {
        $bytes = [System.IO.File]::ReadAllBytes($one.FullName)
        $texts = [System.Text.Encoding]::UTF8.GetString($bytes), [System.Text.Encoding]::Unicode.GetString($bytes)
        if ($bytes.Length) { $texts += [System.Text.Encoding]::Unicode.GetString($bytes, 1, $bytes.Length - 1) }
        foreach ($text in $texts) {
            if ($place = $finder.Find($text)) { "$($one.FullName) $place" }
        }
    }
}
