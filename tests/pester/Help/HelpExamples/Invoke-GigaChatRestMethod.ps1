@'
{"openapi":"3.0.0","paths":{"/tickets/{id}":{"get":{"operationId":"getTicket","summary":"A ticket by its number"}}}}
'@ | Set-Content tickets.openapi.json
$BeforeExample = @{
    2 = { Add-Answer $Emulator @{ text = '636' } }
    5 = { Add-Answer $Emulator @{ text = '636' } }
}
