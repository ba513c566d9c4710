# Invoke-ScriptAnalyzer -Path . -Recurse -Settings PSScriptAnalyzerSettings.psd1
@{
    Severity     = 'Error', 'Warning'
    ExcludeRules = @(
        # Helpers inside scripts are no commands of a user.
        'PSUseShouldProcessForStateChangingFunctions'
        'PSUseSingularNouns'
        # PowerShell 7 reads UTF-8 without a byte-order mark, and the other tools prefer it.
        'PSUseBOMForUnicodeEncodedFile'
        # Scripts that show something on a screen and keep it out of the pipeline.
        'PSAvoidUsingWriteHost'
        # Keys of the emulator, made of zeros, and secrets that tests plant in order to look for them.
        'PSAvoidUsingConvertToSecureStringWithPlainText'
    )
}
