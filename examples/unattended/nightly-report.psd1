# Parameters of Send-NightlyReport.ps1, for Start-UnattendedJob.ps1 -SettingsPath. No secrets: they are named, not written.
@{
    Path        = '/var/log/backup/*.log'
    To          = 'ops@example.org'
    From        = 'robot@example.org'
    SmtpServer  = 'mail.example.org'
    Port        = 25
    FreePercent = 10
    Language    = 'Russian'
    # A server that wants a sign-in: UseSsl = $true, Port = 587, and a credential from the vault.
    # Credential = @{ Secret = 'Smtp' }
}
