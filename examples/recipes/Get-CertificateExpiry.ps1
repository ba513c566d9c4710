#Requires -Version 7.4

<#
.SYNOPSIS
    Shows when the certificates of servers expire; with -Advice asks what to renew first and how.
.DESCRIPTION
    The dates come from a TLS handshake with each server, several at a time, and never from the model. Only certificates that
    expire within -Day days, are not trusted here, or could not be read are sent, all in one request. A server that does not
    answer is a row with Status Unreachable. Uses Invoke-RowBatch.ps1.
.PARAMETER Server
    Names, or name:port; the default port is 443.
.PARAMETER Day
    Certificates that expire within this number of days are Expiring.
.PARAMETER Advice
    Adds advice for those that need it. Only this needs GigaChat.
.PARAMETER TimeoutSec
    The timeout for each server, in seconds.
.PARAMETER ThrottleLimit
    The number of servers checked at the same time.
.PARAMETER Language
    The language of the answers.
.PARAMETER Model
    The model. By default, that of the connection.
.EXAMPLE
    Get-Content servers.txt | ./Get-CertificateExpiry.ps1 -Day 45 -Advice | Sort-Object NotAfter | Export-Csv certificates.csv
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory, Position = 0, ValueFromPipeline)] [ValidateNotNullOrEmpty()] [string[]] $Server,
    [ValidateRange(1, 3650)] [int] $Day = 30,
    [ValidateRange(1, 300)] [int] $TimeoutSec = 10,
    [ValidateRange(1, 100)] [int] $ThrottleLimit = 16,
    [switch] $Advice,
    [ValidateNotNullOrEmpty()] [string] $Language = 'Russian',
    [ValidateNotNullOrEmpty()] [string] $Model
)

begin { $names = [System.Collections.Generic.List[string]]::new() }

process { foreach ($name in $Server) { if ($name.Trim()) { $names.Add($name.Trim()) } } }

end {
    $facts = $names | Select-Object -Unique | ForEach-Object -ThrottleLimit $ThrottleLimit -Parallel {
        $address = [uri] "tls://$_"
        $fact = [ordered]@{
            Server = $address.IdnHost.Trim('[', ']'); Port = $address.IsDefaultPort ? 443 : $address.Port; Status = 'Unreachable'
            NotAfter = $null; DaysLeft = $null; Subject = $null; Issuer = $null; Problem = $null
        }
        $tls = $null
        $client = [System.Net.Sockets.TcpClient]::new()
        $stop = [System.Threading.CancellationTokenSource]::new([timespan]::FromSeconds($using:TimeoutSec))
        try {
            $null = $client.ConnectAsync($fact.Server, $fact.Port, $stop.Token).AsTask().GetAwaiter().GetResult()
            $client.ReceiveTimeout = $client.SendTimeout = 1000 * $using:TimeoutSec
            $seen = @{ Errors = $null }
            # Every certificate is accepted, in order to read it: nothing is sent over this connection. The handshake keeps to
            # this thread, because a script block cannot run on one without a runspace.
            $options = [System.Net.Security.SslClientAuthenticationOptions]@{
                TargetHost                          = $fact.Server
                RemoteCertificateValidationCallback = { $seen.Errors = $args[3]; $true }.GetNewClosure()
            }
            $tls = [System.Net.Security.SslStream]::new($client.GetStream())
            $tls.AuthenticateAsClient($options)
            $certificate = [System.Security.Cryptography.X509Certificates.X509Certificate2] $tls.RemoteCertificate
            $fact.NotAfter = $certificate.NotAfter
            $fact.DaysLeft = [int] [Math]::Floor(($certificate.NotAfter - (Get-Date)).TotalDays)
            $fact.Subject, $fact.Issuer = $certificate.Subject, $certificate.Issuer
            $fact.Problem = $seen.Errors -eq 'None' ? $null : "$($seen.Errors)"
            $fact.Status =
                $fact.DaysLeft -lt 0 ? 'Expired' : $fact.DaysLeft -le $using:Day ? 'Expiring' : $fact.Problem ? 'NotTrusted' : 'Good'
        }
        catch {
            $fact.Problem = $stop.IsCancellationRequested ? 'timeout' : $_.Exception.GetBaseException().Message
        }
        finally {
            if ($tls) { $tls.Dispose() }
            $client.Dispose()
            $stop.Dispose()
        }
        [pscustomobject] $fact
    }
    if (-not $Advice) { return $facts }

    $call = @{
        Prompt = ("Tell an administrator for each server what to do about its certificate and what to check after it: up to three short " +
            "sentences in $Language. Today is $(Get-Date -Format 'yyyy-MM-dd'). NotAfter, DaysLeft and Status are measured facts: do " +
            "not change them.")
        Answer = @{ Advice = @{ type = 'string' } }
    }
    if ($Model) { $call.Model = $Model }
    $facts | Where-Object Status -EQ Good | Select-Object -Property *, @{ n = 'Advice'; e = { $null } }
    $facts | Where-Object Status -NE Good | & $PSScriptRoot/Invoke-RowBatch.ps1 @call
}
