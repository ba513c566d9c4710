# In a home of its own, so that the user's store stays as it is. Only Linux keeps that store in the home; elsewhere a person is asked.
@{
    Environment = @{ HOME = '{folder}/home' }
    Platform    = 'Linux'
}
