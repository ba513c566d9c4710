# Draws lines with ANSI colours as an SVG of a terminal window.
function ConvertTo-TerminalPicture {
    [OutputType([string])]
    param([Parameter(Mandatory)] [AllowEmptyString()] [string[]] $Line, [string] $Title = 'pwsh')

    $colors = @{
        30 = '#3b4252'; 31 = '#ff7a7a'; 32 = '#7fe0a8'; 33 = '#f2d06b'; 34 = '#82aaff'; 35 = '#d3a5f5'; 36 = '#79d8e6'; 37 = '#d8dee9'
        90 = '#7b8798'; 91 = '#ff7a7a'; 92 = '#7fe0a8'; 93 = '#f2d06b'; 94 = '#82aaff'; 95 = '#d3a5f5'; 96 = '#79d8e6'; 97 = '#ffffff'
    }
    $plain = $Line | ForEach-Object { $_ -replace '\e\[[0-9;]*m' }
    $columns = [math]::Max(60, ($plain | Measure-Object -Property Length -Maximum).Maximum)
    $width, $height = [int] ($columns * 8.43 + 40), ($Line.Count * 19 + 62)
    $svg = [System.Text.StringBuilder]::new()
    $null = $svg.AppendLine("<svg xmlns=`"http://www.w3.org/2000/svg`" width=`"$width`" height=`"$height`" viewBox=`"0 0 $width $height`" role=`"img`">")
    $null = $svg.AppendLine('  <rect width="100%" height="100%" rx="10" fill="#1b2430"/>')
    $null = $svg.AppendLine('  <circle cx="20" cy="19" r="6" fill="#ff6b6b"/><circle cx="40" cy="19" r="6" fill="#f2d06b"/><circle cx="60" cy="19" r="6" fill="#7fe0a8"/>')
    $null = $svg.AppendLine("  <text x=`"50%`" y=`"24`" text-anchor=`"middle`" font-family=`"sans-serif`" font-size=`"13`" fill=`"#7b8798`">$([System.Security.SecurityElement]::Escape($Title))</text>")
    $null = $svg.AppendLine('  <g font-family="Cascadia Mono, Menlo, Consolas, DejaVu Sans Mono, monospace" font-size="14" fill="#d8dee9" xml:space="preserve">')
    $color, $bold, $y = $null, $false, 56
    foreach ($one in $Line) {
        $null = $svg.Append("    <text x=`"20`" y=`"$y`">")
        foreach ($part in [regex]::Matches($one, '\e\[(?<code>[0-9;]*)m|(?<text>[^\e]+)')) {
            if ($part.Groups['text'].Success) {
                $style = ($color ? " fill=`"$color`"" : '') + ($bold ? ' font-weight="bold"' : '')
                $null = $svg.Append("<tspan$style>$([System.Security.SecurityElement]::Escape($part.Value))</tspan>")
                continue
            }
            foreach ($code in $part.Groups['code'].Value -split ';') {
                switch ([int] ('0' + $code)) {
                    0 { $color, $bold = $null, $false }
                    1 { $bold = $true }
                    39 { $color = $null }
                    { $colors.ContainsKey($_) } { $color = $colors[$_] }
                }
            }
        }
        $null = $svg.AppendLine('</text>')
        $y += 19
    }
    $null = $svg.AppendLine('  </g>').Append('</svg>')
    $svg.ToString()
}
