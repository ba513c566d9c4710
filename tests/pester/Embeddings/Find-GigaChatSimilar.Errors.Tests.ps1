BeforeAll {
    . $PSScriptRoot/../Common.ps1

    function New-Vector([int] $Dimension, [string] $Text = 'т', [string] $Model) {
        $vector = [GigaChat.Embedding] @{ Vector = [float[]] (@(0.5) * $Dimension); Text = $Text }
        $Model ? ($vector | Select-Object *, @{ n = 'Model'; e = { $Model } } -ExcludeProperty Model) : $vector
    }
}

Describe 'Find-GigaChatSimilar with a query of another model' {
    It 'is one error for all embeddings that do not fit' {
        $all = 1..2000 | ForEach-Object { New-Vector 4 "текст $_" }
        $found = $all | Find-GigaChatSimilar (New-Vector 3) -ErrorVariable failures -ErrorAction SilentlyContinue
        $found | Should -BeNullOrEmpty
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -Be 'GigaChatInvalidRequest,GigaChat.Commands.FindGigaChatSimilarCommand'
        $failures[0].Exception.Message | Should -BeLike ('This embedding has 4 components and the query has 3: *cannot be compared. ' +
            'It is skipped, like all others of its kind. *')
        $failures[0].TargetObject.Text | Should -BeExactly 'текст 1'
    }

    It 'finds those that fit, and names each kind that does not once' {
        $all = foreach ($number in 1..50) { New-Vector 3 "верно $number"; New-Vector 4; New-Vector 5 }
        $found = $all | Find-GigaChatSimilar (New-Vector 3) -First 100 -ErrorVariable failures -ErrorAction SilentlyContinue
        $found.Count | Should -Be 50
        $failures.Exception.Message | Should -BeLike 'This embedding has [45] components and *'
        $failures.Count | Should -Be 2
    }

    It 'says it in Russian' {
        [cultureinfo]::CurrentUICulture = 'ru-RU'
        try { $failure = Get-ErrorOf { New-Vector 4 | Find-GigaChatSimilar (New-Vector 3) @args } }
        finally { [cultureinfo]::CurrentUICulture = 'en-US' }
        $failure.Exception.Message | Should -BeLike 'В этом эмбеддинге 4 компоненты, а в запросе 3: * Он и другие такие же пропущены. *'
    }
}
