// The values of a deployment. azd gives the variables of its environment; "azd env set <name> <value>" changes them.
using './main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param operatorPrincipalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param vnetEnabled = bool(readEnvironmentVariable('VNET_ENABLED', 'false'))
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
param otlpEndpoint = readEnvironmentVariable('OTEL_EXPORTER_OTLP_ENDPOINT', '')

// Not every region allows fewer than 40: see docs/operations.md, "Scale it".
param maximumInstanceCount = 1

// The limits are half of what the vendors allow: one instance serves HTTP, another the queue.
// With one vendor only, delete the other's system.
param systems = {
  autotask: {
    Kind: 'Autotask'
    DisplayName: 'Autotask PSA'
    MaxConcurrency: 1
    Secrets: {
      UserName: 'autotask-user-name'
      Secret: 'autotask-secret'
      IntegrationCode: 'autotask-integration-code'
    }
  }
  teamdynamix: {
    Kind: 'TeamDynamix'
    DisplayName: 'TeamDynamix'
    BaseUrl: readEnvironmentVariable('TEAMDYNAMIX_BASE_URL')
    CallsPerMinute: 22
    Secrets: {
      BeId: 'teamdynamix-beid'
      WebServicesKey: 'teamdynamix-web-services-key'
    }
  }
}

param apiKeys = [
  { Name: 'flows', Secret: 'api-key-of-flows', Systems: ['*'] }
]
