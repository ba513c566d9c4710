# In a home of its own, so that the user's store stays as it is.
@{ Environment = @{ HOME = '{folder}/home' } }
