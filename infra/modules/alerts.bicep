param namePrefix string
param actionGroupName string
param location string
param tags object
param workspaceId string
param poisonQueueName string

@description('Who gets a mail for each alert. Empty for nobody.')
param email string

@description('Percent of calls and messages that may fail within 15 minutes.')
param tolerableFailures int = 10

// A message is put into the poison queue after its last try, by the app or by the Functions host.
var poisonQuery = '''
StorageQueueLogs
| where OperationName == 'PutMessage' and toint(StatusCode) < 300
| where Uri has '/{0}/messages'
'''

// To the host an HTTP call succeeds, whatever its status, and the invocation of a message has no status. Other 4xx are errors of the
// caller. One of a few calls is no rate.
var failureQuery = '''
AppRequests
| extend Status = toint(ResultCode)
| summarize Calls = sum(ItemCount), Failures = sumif(ItemCount, iff(Status > 0, Status == 429 or Status >= 500, Success == false))
| where Calls >= 20
| project FailedPercent = 100.0 * Failures / Calls
'''

// The host keeps the text of a worker's log line, but not its named values (azure-functions-host issue 7413). The text of the line
// about a call or a message: "UpdateField autotask Tickets 1 by flows: CredentialsRefused 401 in 12 ms, request …".
var credentialsQuery = '''
AppTraces
| where Message has_any ('CredentialsRefused', 'CredentialsMissing')
| where Message matches regex @': (CredentialsRefused|CredentialsMissing) \d* in \d+ ms, request '
'''

var rules = [
  {
    name: 'poison'
    displayName: 'Record Field Updater: an update is in the poison queue'
    description: 'A queued update failed at every try. The log has its tries. Fix the cause, then requeue the message (docs/operations.md).'
    severity: 1
    autoMitigate: false
    windowSize: 'PT15M'
    criterion: {
      query: replace(poisonQuery, '{0}', poisonQueueName)
      timeAggregation: 'Count'
      operator: 'GreaterThan'
      threshold: 0
    }
  }
  {
    name: 'failures'
    displayName: 'Record Field Updater: too many calls fail'
    description: 'Vendors cannot be reached or limit the rate of calls, or the connector has a bug. The log of the calls has the code.'
    severity: 2
    autoMitigate: true
    windowSize: 'PT15M'
    criterion: {
      query: failureQuery
      timeAggregation: 'Maximum'
      metricMeasureColumn: 'FailedPercent'
      operator: 'GreaterThan'
      threshold: tolerableFailures
    }
  }
  {
    name: 'credentials'
    displayName: 'Record Field Updater: a vendor refuses the credentials'
    description: 'A secret has expired, was changed at the vendor only, or is not in the vault. No update of that system succeeds until that is fixed.'
    severity: 1
    autoMitigate: true
    windowSize: 'PT15M'
    criterion: {
      query: credentialsQuery
      timeAggregation: 'Count'
      operator: 'GreaterThan'
      threshold: 0
    }
  }
]

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'connector'
    enabled: true
    emailReceivers: [
      {
        name: 'operator'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = [
  for rule in rules: {
    name: '${namePrefix}-${rule.name}'
    location: location
    tags: tags
    properties: {
      displayName: rule.displayName
      description: rule.description
      severity: rule.severity
      enabled: true
      scopes: [
        workspaceId
      ]
      evaluationFrequency: 'PT5M'
      windowSize: rule.windowSize
      autoMitigate: rule.autoMitigate
      // An alert that does not resolve itself would be sent again at each evaluation.
      muteActionsDuration: rule.autoMitigate ? null : 'PT1H'
      // The tables of a new workspace are there only after their first row.
      skipQueryValidation: true
      criteria: {
        allOf: [
          union(rule.criterion, {
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          })
        ]
      }
      actions: {
        actionGroups: empty(email) ? [] : [actionGroup.id]
      }
    }
  }
]
