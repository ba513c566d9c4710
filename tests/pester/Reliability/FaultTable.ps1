# Dot-sourced by FaultMatrix.Tests.ps1: the faults, the kinds of request, and the tables of docs/faults.md.

# How each fault of the tables is made. Fault: for the emulator. Options: what is different about the connection. Begin: what
# happens after the sign-in. Timeout: the time limit in seconds. Protocol: the version of HTTP that the request then has.
# Where the emulator names a Retry-After of 0, that is to spare the tests the pause.
$FaultMaking = [ordered]@{
    'Status 400'                             = @{ Fault = @{ kind = 'status'; status = 400 } }
    'Status 401'                             = @{ Fault = @{ kind = 'status'; status = 401 } }
    'Status 402'                             = @{ Fault = @{ kind = 'status'; status = 402 } }
    'Status 403'                             = @{ Fault = @{ kind = 'status'; status = 403 } }
    'Status 404'                             = @{ Fault = @{ kind = 'status'; status = 404 } }
    'Status 413'                             = @{ Fault = @{ kind = 'status'; status = 413 } }
    'Status 421'                             = @{ Fault = @{ kind = 'status'; status = 421; retryAfter = '0' } }
    'Status 422'                             = @{ Fault = @{ kind = 'status'; status = 422 } }
    'Status 429'                             = @{ Fault = @{ kind = 'status'; status = 429 } }
    'Status 429 with Retry-After'            = @{ Fault = @{ kind = 'status'; status = 429; retryAfter = '0' } }
    'Status 500'                             = @{ Fault = @{ kind = 'status'; status = 500; retryAfter = '0' } }
    'Status 502 with an HTML page'           = @{ Fault = @{ kind = 'html'; status = 502; retryAfter = '0' } }
    'Status 503'                             = @{ Fault = @{ kind = 'status'; status = 503; retryAfter = '0' } }
    'Connection dropped before the headers'  = @{ Fault = @{ kind = 'drop-before-headers' } }
    'Connection dropped after the headers'   = @{ Fault = @{ kind = 'drop-after-headers'; afterChunks = 0 } }
    'Hang before the headers'                = @{ Fault = @{ kind = 'hang-before-headers' }; Hangs = $true }
    'Hang after the headers'                 = @{ Fault = @{ kind = 'hang-after-headers'; afterChunks = 0 }; Hangs = $true }
    'Body cut short'                         = @{ Fault = @{ kind = 'cut-body' }; Stream = @{ kind = 'end-stream'; afterChunks = 2 } }
    'Stream cut after text'                  = @{ Fault = @{ kind = 'cut-stream'; afterChunks = 2 } }
    'Stream silent after text'               = @{ Fault = @{ kind = 'hang-after-headers'; afterChunks = 2 }; Hangs = $true }
    'Server with HTTP/1.1 alone'             = @{ Begin = { Set-Emulator $emulator @{ http11Only = $true } }; Protocol = 'HTTP/1.1' }
    'HTTP/2 stream reset'                    = @{ Fault = @{ kind = 'reset-stream' } }
    'HTTP/2 stream reset after text'         = @{ Fault = @{ kind = 'reset-stream'; afterChunks = 2 } }
    'HTTP/2 connection about to end'         = @{ Fault = @{ kind = 'goaway' } }
    'HTTP/2 connection ended'                = @{ Fault = @{ kind = 'goaway-abort' } }
    'HTTP/2 connection ended after text'     = @{ Fault = @{ kind = 'goaway-abort'; afterChunks = 2; delayMs = 200 } }
    'Pings unanswered'                       = @{ Fault = @{ kind = 'silence' }; Timeout = 5 }
    'Pings unanswered after text'            = @{ Fault = @{ kind = 'silence'; afterChunks = 2 }; Timeout = 5 }
    'Garbled JSON'                           = @{ Fault = @{ kind = 'garbled-json' } }
    'Garbled event'                          = @{ Fault = @{ kind = 'garbled-event'; afterChunks = 2 } }
    'Error event'                            = @{ Fault = @{ kind = 'error-event'; afterChunks = 2 } }
    'Wrong content type'                     = @{ Fault = @{ kind = 'wrong-content-type' } }
    'Empty body'                             = @{ Fault = @{ kind = 'empty-body' } }
    'Huge body'                              = @{ Fault = @{ kind = 'huge-body'; bytes = 1TB } }
    'Expired token in the middle'            = @{ Fault = @{ kind = 'expire-token' } }
    'Certificate changed under way'          = @{ Begin = { $null = Invoke-Control $emulator Put certificate @{ kind = 'other-ca' } } }
    'Name not found'                         = @{
        Options = { param($options, $address) $options[$address] = $emulator.$address -replace '//localhost:\d+', '//gigachat.invalid' }
    }
    'Port closed'                            = @{
        Options = { param($options, $address) $options[$address] = $emulator.$address -replace ':\d+', ":$closedPort" }
    }
    'Proxy that refuses'                     = @{
        Options = { param($options) $options.Proxy = $emulator.proxyUri }
        Begin   = { $null = Invoke-Control $emulator Put proxy @{ refuseStatus = 403 } }
    }
    'Proxy that asks for a password'         = @{
        Options = { param($options) $options.Proxy = $emulator.proxyUri }
        Begin   = { $null = Invoke-Control $emulator Put proxy @{ user = 'прокси'; password = 'пароль' } }
    }
}

# What the error of a chat mentions.
$FaultWording = @{
    'Status 400'                            = '400'
    'Status 402'                            = 'Payment Required'
    'Status 403'                            = '403'
    'Status 404'                            = '-BaseUri'
    'Status 413'                            = 'too large'
    'Status 422'                            = '422'
    'Status 429'                            = '-ThrottleLimit'
    'Status 500'                            = '500'
    'Status 502 with an HTML page'          = '502'
    'Garbled JSON'                          = 'Cannot read the answer'
    'Empty body'                            = 'returned an empty answer'
    'Wrong content type'                    = 'text/plain'
    'Connection dropped before the headers' = 'lost'
    'Body cut short'                        = 'lost'
}

# The kinds of request: the cmdlet, the emulator's name for it, method and path.
$FaultRequest = [ordered]@{
    'sign-in'  = @{ Command = 'ConnectGigaChat'; On = 'signin'; Method = 'POST'; Path = '*/oauth' }
    chat       = @{ Command = 'InvokeGigaChat'; On = 'chat'; Method = 'POST'; Path = '*/chat/completions' }
    stream     = @{ Command = 'InvokeGigaChat'; On = 'stream'; Method = 'POST'; Path = '*/chat/completions' }
    embeddings = @{ Command = 'NewGigaChatEmbedding'; On = 'embeddings'; Method = 'POST'; Path = '*/embeddings' }
    upload     = @{ Command = 'AddGigaChatFile'; On = 'upload'; Method = 'POST'; Path = '*/files' }
    download   = @{ Command = 'SaveGigaChatFile'; On = 'download'; Method = 'GET'; Path = '*/content' }
    models     = @{ Command = 'GetGigaChatModel'; On = 'models'; Method = 'GET'; Path = '*/models' }
}

# Every row of every table, with the heading above it.
function Read-FaultTable([string] $Path = (Join-Path $PSScriptRoot '../../../docs/faults.md')) {
    $fault = $null
    foreach ($line in Get-Content -LiteralPath $Path -Encoding utf8) {
        if ($line -match '^## (.+)$') { $fault = $Matches[1].Trim() }
        if (-not $line.StartsWith('|')) { continue }
        $cells = $line.Trim().Trim('|').Split('|').Trim()
        if ($cells[0] -eq 'request' -or $cells[0] -match '^-+$') { continue }
        if ($cells.Count -ne 6) { throw "docs/faults.md: this row has $($cells.Count) cells instead of 6: $line" }
        [pscustomobject]@{
            Fault = $fault; Request = $cells[0]; Once = $cells[1]; Attempts = $cells[2]; Id = $cells[3]; Category = $cells[4]
            Gets = $cells[5]
        }
    }
}

# The tests of a table: each row for a fault that stays, and for one that passes where that is another matter.
function Get-FaultTest {
    foreach ($row in Read-FaultTable) {
        if ($row.Gets -like 'not applicable*') { continue }
        @{
            Name = "$($row.Request), always: $($row.Gets)"; Fault = $row.Fault; Request = $row.Request; Times = 9; Attempts = $row.Attempts
            Id = $row.Id; Category = $row.Category; Gets = $row.Gets
        }
        if ($row.Once -match '^(answer) at (\d+)(.*)$') {
            @{
                Name = "$($row.Request), once: $($row.Once)"; Fault = $row.Fault; Request = $row.Request; Times = 1; Attempts = $Matches[2]
                Id = '–'; Category = '–'; Gets = $Matches[1] + $Matches[3]
            }
        }
    }
}
