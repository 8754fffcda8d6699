// The values of a deployment. azd gives the variables of its environment; "azd env set <name> <value>" changes them.
using './main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param operatorPrincipalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param vnetEnabled = bool(readEnvironmentVariable('VNET_ENABLED', 'false'))
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
param otlpEndpoint = readEnvironmentVariable('OTEL_EXPORTER_OTLP_ENDPOINT', '')

// Every region allows 40. Fewer are cheaper in a burst: see docs/operations.md, "Scale it".
param maximumInstanceCount = 40

// MaxConcurrency and CallsPerMinute of a system are limits of all instances together; without them those of the vendor.
// With one vendor only, delete the other's system.
param systems = {
  autotask: {
    Kind: 'Autotask'
    DisplayName: 'Autotask PSA'
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
    Secrets: {
      BeId: 'teamdynamix-beid'
      WebServicesKey: 'teamdynamix-web-services-key'
    }
  }
}

param apiKeys = [
  { Name: 'flows', Secret: 'api-key-of-flows', Systems: ['*'] }
]
