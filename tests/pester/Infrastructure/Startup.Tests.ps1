# What of the module .NET has to compile in a new process, and what it loads: the price that a script pays at each of its runs. Methods
# that are in the native images cost nothing, so a new one in this list is one that the compiler of the images could not take. Of each
# async method on the way .NET compiles five small ones, which belong to its own code and are in no image.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    Import-Module (Join-Path $PSScriptRoot '../../../benchmarks/Measurement.psm1')
    $emulator = Start-Emulator
    $connect = ("Connect-GigaChat -AuthorizationKey '$($emulator.authorizationKey)' -BaseUri '$($emulator.baseUri)' " +
        "-AuthUri '$($emulator.authUri)' -CertificateAuthorityPath '$($emulator.caPath)' -NoProxy")
    $platform = [System.Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier -replace '^(debian|ubuntu|rhel)[^-]*', 'linux'
    $hasImages = Test-Path -LiteralPath (Join-Path $ModulePath "bin/$platform")
}

AfterAll {
    Stop-Emulator $emulator
    Remove-Module Measurement
}

Describe 'A new process' {
    It 'loads <Assemblies> assemblies of ours and compiles no more than <Methods> methods of them until <Name>' -ForEach @(
        @{ Name = 'the import'; Command = ''; Assemblies = 3; Methods = 12 }
        @{ Name = 'the first answer'; Command = '{0}; $null = Invoke-GigaChat "Привет"'; Assemblies = 10; Methods = 105 }
    ) {
        $startup = Measure-Startup ("Import-Module '$ModulePath'; " + ($Command -f $connect))
        $startup.OurAssemblies.Count | Should -BeLessOrEqual $Assemblies -Because ($startup.OurAssemblies -join ', ')
        if (-not $hasImages) { Set-ItResult -Skipped -Because 'there are no native images for this platform' }
        $startup.OurMethods.Count | Should -BeLessOrEqual $Methods -Because ($startup.OurMethods -join "`n")
    }
}
