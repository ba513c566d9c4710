# For the tests: PSScriptAnalyzer does not know how the blocks of Pester share their variables.
@{
    Severity     = 'Error', 'Warning'
    ExcludeRules = @(
        'PSUseBOMForUnicodeEncodedFile'
        # A long run shows its figures on screen.
        'PSAvoidUsingWriteHost'
        'PSAvoidUsingConvertToSecureStringWithPlainText'
        'PSUseDeclaredVarsMoreThanAssignments'
        'PSReviewUnusedParameter'
        'PSUseUsingScopeModifierInNewRunspaces'
        'PSUseShouldProcessForStateChangingFunctions'
        'PSUseSingularNouns'
        'PSShouldProcess'
        # Passwords of the emulator, and those that are planted to be looked for.
        'PSAvoidUsingPlainTextForPassword'
        'PSAvoidUsingUsernameAndPasswordParams'
        'PSAvoidOverwritingBuiltInCmdlets'
    )
}
