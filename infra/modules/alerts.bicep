param namePrefix string
param actionGroupName string
param location string
param tags object
param workspaceId string
param poisonQueueName string

@description('Empty for nobody.')
param email string

@description('Percent of calls and messages that may fail within a quarter of an hour.')
param tolerableFailures int = 10

// A message is poison after its last try, whoever put it there: the Functions host or the connector on its own.
var poisonQuery = '''
StorageQueueLogs
| where OperationName == 'PutMessage' and toint(StatusCode) < 300
| where Uri has '/{0}/messages'
'''

// To the host a call has succeeded, whatever its status, and a message has none. 4xx are the caller's to mend, except too many calls.
// One of a few is no rate.
var failureQuery = '''
AppRequests
| extend Status = toint(ResultCode)
| summarize Calls = sum(ItemCount), Failures = sumif(ItemCount, iff(Status > 0, Status == 429 or Status >= 500, Success == false))
| where Calls >= 20
| project FailedPercent = 100.0 * Failures / Calls
'''

// The connector's line about a call is JSON on stdout, which the host writes to its log as it is.
var credentialsQuery = '''
AppTraces
| where Message has_any ('CredentialsRefused', 'CredentialsMissing')
| extend State = parse_json(Message).State
| where tostring(State.Outcome) in ('CredentialsRefused', 'CredentialsMissing')
'''

var rules = [
  {
    name: 'poison'
    displayName: 'FunctionsConnector: an update is in the poison queue'
    description: 'A queued update failed at every try. Look at the message and at the log of its tries, mend the cause and put it back.'
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
    displayName: 'FunctionsConnector: too many calls fail'
    description: 'Vendors cannot be reached, refuse for being called too often, or the connector has a bug. The log of the calls has the code.'
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
    displayName: 'FunctionsConnector: a vendor refuses the credentials'
    description: 'A secret has expired, was changed at the vendor only, or is not in the vault. No update of that system can succeed until it is mended.'
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

resource alerts 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = [for rule in rules: {
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
    // One that does not resolve itself would be told again at each look.
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
}]
