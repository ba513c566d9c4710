# The kinds of objects of the table "What is sent of an object", in its order. A secret lies in everything that surrounds each object and
# is not to travel: the script that wrote a record, command lines, properties that no view shows, parents, the environment.
. $PSScriptRoot/SerializationTools.ps1

# The views that Windows brings for what other systems do not have, as they are in its Event.Format.ps1xml.
function Add-WindowsView([string] $Folder) {
    $path = Join-Path $Folder 'Event.Format.ps1xml'
    New-ViewDefinition 'System.Diagnostics.Eventing.Reader.EventLogRecord' 'TimeCreated', 'Id', 'LevelDisplayName', 'Message' `
        -GroupBy ProviderName | Set-Content -LiteralPath $path
    Update-FormatData -AppendPath $path
}

function Remove-WindowsView([string] $Folder) { Remove-ViewDefinition (Join-Path $Folder 'Event.Format.ps1xml') }

# A script of its own, so that the text of no test is the secret's surrounding.
function Invoke-SecretScript([string] $Folder, [string] $Secret, [string] $Code) {
    $path = Join-Path $Folder 'script.ps1'
    Set-Content -LiteralPath $path -Value "`$password = '$Secret'; $Code"
    & $path
}

function New-DataRow([string] $Secret) {
    $set = [System.Data.DataSet]::new($Secret)
    $table = $set.Tables.Add($Secret)
    $null = $table.Columns.Add('Id', [int]), $table.Columns.Add('Name')
    $null = $table.Rows.Add(2, $Secret), $table.Rows.Add(1, 'db1')
    , $table.Rows[1]
}

# All kinds, each as a script block that writes the objects. They read $folder, which has a file app.log, and $secret of the caller.
function Get-Kind {
    { 'disk full' | Add-Member Note $Secret -PassThru }
    { Get-Item -LiteralPath "$Folder/app.log" | Add-Member Note $Secret -PassThru }
    { 42 | Add-Member Note $Secret -PassThru }
    { Invoke-SecretScript $Folder $Secret 'Write-Warning "disk 91 % full" 3>&1' }
    { Invoke-SecretScript $Folder $Secret 'Write-Verbose connecting -Verbose 4>&1' }
    { Invoke-SecretScript $Folder $Secret 'Write-Host done 6>&1' }
    {
        $shell = [powershell]::Create()
        $null = $shell.AddScript("`$password = '$Secret'`nGet-Item -LiteralPath /none").Invoke()
        $shell.Streams.Error[0]
        $shell.Dispose()
    }
    { Invoke-Native 'no such host' $Secret 2>&1 }
    { Set-Location -LiteralPath $Folder; Select-String ERROR app.log | Add-Member Note $Secret -PassThru }
    { , ([xml] "<list secret='$Secret'><disk name='C' /></list>").list.FirstChild }
    { "Id,User`n101,petrov" | ConvertFrom-Csv }
    { @{ Free = 1.5 } | Add-Member Note $Secret -PassThru }
    { "{`"a`":{`"status`":{`"state`":{`"waiting`":{`"reason`":`"CrashLoop`"}}}},`"b`":`"$Secret`"}" | ConvertFrom-Json | ForEach-Object a }
    { New-DataRow $Secret }
    { Get-Content -LiteralPath "$Folder/app.log" -AsByteStream }
    {
        New-Typed 'Microsoft.PowerShell.Commands.BasicHtmlWebResponseObject' @{
            StatusCode = 200; Content = '{"ready":true}'; RawContent = $Secret; Headers = @{ 'Set-Cookie' = $Secret }
        } | ForEach-Object { $_.PSObject.TypeNames.Insert(1, 'Deserialized.Microsoft.PowerShell.Commands.WebResponseObject'); $_ }
    }
    { Get-Process -Id $PID | Add-Member Note $Secret -PassThru }
    {
        New-Typed 'System.ServiceProcess.ServiceController' ([ordered]@{
                Status = 'Running'; Name = 'Spooler'; DisplayName = 'Print Spooler'; BinaryPathName = "spool.exe /password:$Secret"
            })
    }
    {
        New-Typed 'System.Diagnostics.Eventing.Reader.EventLogRecord' ([ordered]@{
                TimeCreated = [datetime] '2026-01-02T03:04:05'; Id = 7; LevelDisplayName = 'Error'; Message = 'The disk has a bad block.'
                ProviderName = 'disk'; Properties = @($Secret); MachineName = $Secret; UserId = $Secret
            })
    }
    {
        New-Typed 'Microsoft.Management.Infrastructure.CimInstance#root/cimv2/Win32_Service' ([ordered]@{
                ProcessId = 812; Name = 'Spooler'; StartMode = 'Auto'; State = 'Running'; Status = 'OK'; ExitCode = 0
                PathName = "spool.exe /password:$Secret"; StartName = $Secret
            })
    }
    {
        New-Typed 'Microsoft.Win32.RegistryKey' ([ordered]@{
                Name = 'HKEY_LOCAL_MACHINE\SOFTWARE\App'; Property = @('Path', 'Version'); PSPath = $Secret; Handle = $Secret
            })
    }
    { [ordered]@{ Server = 'db1'; Log = Get-Item -LiteralPath "$Folder/app.log" | Add-Member Note $Secret -PassThru } }
    { [pscredential]::new('petrov', (ConvertTo-Secret $Secret)) }
    {
        New-Typed 'GigaChat.ChatReply' @{ Text = 'Yes.'; Conversation = @{ Messages = @($Secret) }; RequestId = $Secret }
    }
}
