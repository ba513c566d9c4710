# Every fault with every kind of request: the tests are made from the tables of docs/faults.md.
BeforeDiscovery {
    . $PSScriptRoot/FaultTable.ps1
    $sections = Get-FaultTest | Group-Object { $_.Fault } | ForEach-Object { @{ Section = $_.Name; Cells = $_.Group } }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/FaultTable.ps1
    $emulator = Start-Emulator
    # Holds a token that the others share, and looks at what is left behind.
    Connect-Emulator $emulator -With @{ Name = 'Смотритель' }

    # Bound, so that no other process gets the port, but not listening.
    $closed = [System.Net.Sockets.Socket]::new('InterNetwork', 'Stream', 'Tcp')
    $closed.Bind([System.Net.IPEndPoint]::new([ipaddress]::Loopback, 0))
    $closedPort = $closed.LocalEndPoint.Port

    $document = Join-Path $TestDrive 'договор.txt'
    Set-Content -LiteralPath $document -Value ('Договор № 5. ' * 20000)

    # The connection of a test: 3 attempts, with hardly a pause between them.
    function New-Connection([hashtable] $Making, [hashtable] $Options) {
        $proxy = $Options.Proxy
        [GigaChat.GigaChatConnection]::new(
            [GigaChat.GigaChatOptions] @{
                BaseUri = $Options.BaseUri ?? $emulator.baseUri; AuthUri = $emulator.authUri; MaximumRetryCount = 2
                RetryInterval = [timespan]::FromMilliseconds(1)
                Timeout = [timespan]::FromSeconds($Making.Hangs ? 0.3 : $Making.Timeout ?? 20)
                Proxy = [GigaChat.ProxySettings] @{ Address = $proxy; NoProxy = -not $proxy }
                Trust = [GigaChat.TrustSettings] @{ CertificateAuthorityPaths = [string[]] $emulator.caPath }
            },
            [GigaChat.GigaChatCredential]::FromKey([GigaChat.Secret]::From((ConvertTo-Secret $emulator.authorizationKey))))
    }

    # The parameters of a sign-in: of another account, for which no token is cached.
    function Get-SignInParameter([hashtable] $Making, [hashtable] $Options) {
        $parameters = (Get-ConnectParameter $emulator) + @{
            Name = 'Вход'; AuthorizationKey = $emulator.corporateKey; Scope = 'Corporate'; MaximumRetryCount = 2; RetryIntervalSec = 1
            TimeoutSec = $Making.Hangs ? 1 : $Making.Timeout ?? 20
        }
        foreach ($name in $Options.Keys) { $parameters[$name] = $Options[$name] }
        if ($parameters.Proxy) { $parameters.Remove('NoProxy') }
        $parameters
    }

    # Makes the request; what it writes goes to a list, because a variable is not assigned where the pipeline ends in an error.
    function Invoke-Request([string] $Request, $To, $Written, $Things) {
        $ask = @{ Connection = $To; ErrorAction = 'Stop'; Verbose = $true }
        $in = @{ Conversation = $Things.Conversation }
        & {
            switch ($Request) {
                'sign-in' { Connect-GigaChat @To -PassThru -ErrorAction Stop -Verbose }
                'chat' { Invoke-GigaChat 'вопрос' @in @ask }
                'stream' { Invoke-GigaChat 'вопрос' -Stream @in @ask }
                'embeddings' { New-GigaChatEmbedding 'вопрос' @ask }
                'upload' { Add-GigaChatFile $document @ask }
                'download' { $Things.File | Save-GigaChatFile -Destination $Things.Folder -PassThru @ask }
                'models' { Get-GigaChatModel @ask }
            }
        } 4>&1 6>&1 | ForEach-Object { $Written.Add($_) }
    }

    # The request was answered as if nothing had happened.
    function Assert-Answer([string] $Request, $Output, [string] $Shown, $Things) {
        switch ($Request) {
            'sign-in' { $Output.Name | Should -BeExactly 'Вход'; Get-GigaChatConnection 'Вход' | Should -Not -BeNullOrEmpty }
            'chat' { $Output.Text | Should -BeExactly 'Эхо: вопрос' }
            'stream' { $Output.Text | Should -BeExactly 'одно два три'; $Shown.Trim() | Should -BeExactly 'одно два три' }
            'embeddings' {
                $Output | Should -HaveCount 1; $Output.Text | Should -BeExactly 'вопрос'; $Output.Dimension | Should -BeGreaterThan 1
            }
            'upload' { $Output | Should -HaveCount 1; $Output.Size | Should -Be (Get-Item -LiteralPath $document).Length }
            'download' {
                (Get-ChildItem -LiteralPath $Things.Folder -Force).Name | Should -BeExactly 'договор.txt'
                (Get-FileHash $Output).Hash | Should -Be (Get-FileHash -LiteralPath $document).Hash
            }
            'models' { $Output.Id | Should -Contain 'GigaChat' }
        }
        if ($Request -in 'chat', 'stream') { $Things.Conversation.Messages.Content | Should -BeExactly 'вопрос', $Output.Text }
    }

    # The request ended in this error, and in nothing else.
    function Assert-Failure([string] $Request, $Failure, $Output, [string] $Shown, $Things, [string] $Gets, [string] $Says) {
        $Output | Should -BeNullOrEmpty
        $message = $Failure.Exception.Message
        $message | Should -Not -BeNullOrEmpty
        if ($Request -eq 'chat') { $message | Should -Match ([regex]::Escape($Says)) }
        # No place left open, and nothing that only a programmer understands.
        $message | Should -Not -Match '\{\d|exception|<html|System\.|: \.'
        if ($Gets -eq 'error with partial text') {
            $Failure.TargetObject | Should -BeOfType 'GigaChat.ChatReply'
            $Failure.TargetObject.Text | Should -BeExactly 'одно два'
            $Failure.TargetObject.Source | Should -BeExactly 'вопрос'
            $Failure.TargetObject.FinishReason | Should -BeNullOrEmpty
            $Failure.TargetObject.Conversation | Should -BeNullOrEmpty
            $Failure.TargetObject.RequestId | Should -Not -BeNullOrEmpty
            $Shown.Trim() | Should -BeExactly 'одно два'
        }
        else {
            $Shown | Should -BeNullOrEmpty
            $target = switch ($Request) {
                'sign-in' { 'Вход' } 'upload' { $document } 'download' { $Things.File } 'models' { '*' } default { 'вопрос' }
            }
            $Failure.TargetObject | Should -Be $target
        }
        $Things.Conversation.Count | Should -Be 0
        Get-ChildItem -LiteralPath $Things.Folder -Force | Should -BeNullOrEmpty
        Get-GigaChatConnection | Should -HaveCount 1
    }

    # How many attempts the row speaks of. A name server that does not answer may answer next time.
    function Get-ExpectedAttempt([string] $Fault, [string] $Attempts) {
        if ($Fault -eq 'Name not found') {
            try { $null = [System.Net.Dns]::GetHostAddresses('gigachat.invalid') }
            catch [System.Net.Sockets.SocketException] { if ($_.Exception.SocketErrorCode -eq 'TryAgain') { return 3 } }
        }
        [int] $Attempts
    }
}

AfterAll {
    if ($closed) { $closed.Dispose() }
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'docs/faults.md' {
    BeforeAll { $rows = Read-FaultTable }

    It 'has a row for each kind of request under each fault, and no other' {
        $expected = foreach ($fault in $FaultMaking.Keys) { foreach ($request in $FaultRequest.Keys) { "$fault × $request" } }
        $rows | ForEach-Object { "$($_.Fault) × $($_.Request)" } | Should -BeExactly $expected
    }

    It 'says why a row does not apply' {
        $out = $rows | Where-Object Gets -Like 'not applicable*'
        $out.Gets | ForEach-Object { $_ | Should -Match '^not applicable: \w+.{10}' }
        $out | ForEach-Object { $_.Once, $_.Attempts, $_.Id, $_.Category } | Select-Object -Unique | Should -BeExactly '–'
    }

    It 'uses its own words only' {
        $strange = foreach ($row in $rows | Where-Object Gets -NotLike 'not applicable*') {
            $gets = $row.Gets -match '^(answer|error( with partial text|, no file|, stored( \d times)?)?)$'
            # What is tried again may be tried in vain or not; what is tried once has one outcome.
            $once = $row.Once -match ([int] $row.Attempts -eq 1 ? '^the same$' : '^(answer at 2(, stored twice)?|–)$')
            $named = ($row.Id -eq '–') -eq ($row.Gets -eq 'answer') -and ($row.Category -eq '–') -eq ($row.Gets -eq 'answer')
            $file = ($row.Gets -like '*no file') -eq ($row.Request -eq 'download' -and $row.Gets -ne 'answer')
            if (-not ($gets -and $once -and $named -and $file)) { "$($row.Fault) × $($row.Request)" }
        }
        $strange | Should -BeNullOrEmpty
    }

    It 'is counted in docs/reliability.md' {
        $tests = @(Get-FaultTest)
        $figures =
            ("$($FaultMaking.Count) faults × $($FaultRequest.Count) kinds of request: $($rows.Count) cells, " +
                "$(@($rows | Where-Object Gets -Like 'not applicable*').Count) of them not applicable; $($tests.Count) faults")
        $results =
            ("$(@($tests | Where-Object { $_.Gets -like 'answer*' }).Count) ended in an answer, " +
                "$(@($tests | Where-Object { $_.Gets -like 'error*' }).Count) in an error of the stated id and category, " +
                "$(@($tests | Where-Object { $_.Gets -like '*partial text' }).Count) of these with the text that had come")
        $text = Get-Content -LiteralPath (Join-Path $Root 'docs/reliability.md') -Raw -Encoding utf8
        $text | Should -BeLike "*| $figures*| $results*|*"
    }
}

Describe '<Section>' -ForEach $sections {
    BeforeEach {
        Reset-Emulator $emulator
        Set-Emulator $emulator @{ signInRateLimit = $false }
        # Whatever the test before did to the token, it is good again.
        $null = Get-GigaChatModel -Connection 'Смотритель'
        $things = @{
            Conversation = New-GigaChatConversation; File = $null
            Folder = (New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        }
    }

    AfterEach { if (Get-GigaChatConnection 'Вход' -ErrorAction Ignore) { Disconnect-GigaChat 'Вход' } }

    It '<Name>' -ForEach $Cells {
        $making = $FaultMaking[$Fault]
        $kind = $FaultRequest[$Request]
        $options = @{}
        if ($making.Options) { & $making.Options $options ($Request -eq 'sign-in' ? 'AuthUri' : 'BaseUri') }
        $to = $Request -eq 'sign-in' ? (Get-SignInParameter $making $options) : (New-Connection $making $options)
        try {
            if ($Request -eq 'download') { $things.File = Add-GigaChatFile $document -Connection 'Смотритель' }
            if ($Request -eq 'stream') { Add-Answer $emulator @{ text = 'одно два три'; chunks = 3; times = 9 } }
            $null = Invoke-Control $emulator Delete requests
            if ($making.Begin) { & $making.Begin }
            $spoilt = $Request -eq 'stream' -and $making.Stream ? $making.Stream : $making.Fault
            if ($spoilt) { Add-Fault $emulator ($spoilt + @{ on = $kind.On; times = $Times }) }

            $written = [System.Collections.Generic.List[object]]::new()
            $failure = $null
            try { Invoke-Request $Request $to $written $things }
            catch { $failure = $_ }
            $output = @(
                $written |
                    Where-Object {
                        $_ -isnot [System.Management.Automation.InformationalRecord] -and
                            $_ -isnot [System.Management.Automation.InformationRecord]
                    }
            )
            $shown = -join ($written | Where-Object { $_ -is [System.Management.Automation.InformationRecord] }).MessageData.Message

            # The id first: it says most about a test that fails.
            if ($Gets -like 'answer*') { $failure | Should -BeNullOrEmpty }
            else {
                $failure.FullyQualifiedErrorId | Should -Be "$Id,GigaChat.Commands.$($kind.Command)Command"
                $failure.CategoryInfo.Category | Should -Be $Category
            }

            $expected = Get-ExpectedAttempt $Fault $Attempts
            $traced = $written |
                Where-Object {
                    $_ -is [System.Management.Automation.VerboseRecord] -and $_.Message -match '^(?!Attempt).* -> .*\(attempt \d+\)$' -and
                        ($_.Message -match '/oauth ') -eq ($Request -eq 'sign-in')
                }
            $traced | Should -HaveCount $expected
            $sent = @(Get-SentRequest $emulator $kind.Path | Where-Object method -EQ $kind.Method)
            $sent | Should -HaveCount ($making.Fault -or $making.Protocol ? $expected : 0)
            if ($making.Protocol) { $sent.protocol | Should -BeExactly $making.Protocol }
            # The same request each time.
            if ($Request -in 'chat', 'stream' -and $sent) {
                $sent.body | Select-Object -Unique | Should -HaveCount 1
                $sent.headers.'X-Session-ID' | Select-Object -Unique | Should -HaveCount 1
            }
            if ($options.Proxy) { @((Invoke-Control $emulator Get proxy).connects) | Should -HaveCount $expected }

            if ($Gets -like 'answer*') { Assert-Answer $Request $output $shown $things }
            else { Assert-Failure $Request $failure $output $shown $things $Gets $FaultWording[$Fault] }

            # Nothing goes on, and what comes next finds the connection in order.
            $null = Wait-Emulator $emulator @{ inFlight = 0 }
            if ($Request -eq 'upload') {
                $copies = switch -Regex ($Gets) {
                    'stored (\d) times' { [int] $Matches[1] } 'twice' { 2 } 'stored$|^answer$' { 1 } default { 0 }
                }
                @(Get-GigaChatFile -Connection 'Смотритель') | Should -HaveCount $copies
            }
            Reset-Emulator $emulator
            if ($Request -ne 'sign-in' -and -not $options.BaseUri) {
                (Get-GigaChatModel GigaChat -Connection $to).Id | Should -BeExactly 'GigaChat'
            }
        }
        finally { if ($to -is [GigaChat.GigaChatConnection]) { $to.Dispose() } }
    }
}
