// The settings that a deployment may give, by the names that the connector itself uses. Every type is sealed, so that the compiler
// refuses a misspelt name before anything is deployed. A setting that is missing here is added here.

@export()
@description('The target systems by their names. A name has letters, digits and _ only.')
type systemsType = {
  *: systemType
}

@discriminator('Kind')
type systemType = autotaskType | teamDynamixType | profileType

@sealed()
type autotaskType = {
  Kind: 'Autotask'
  DisplayName: string?

  @description('The zone, such as https://webservices5.autotask.net/ATServicesRest/. Without it the zone is discovered.')
  BaseUrl: string?

  @description('Where the zone is discovered. Not beside BaseUrl.')
  DiscoveryUrl: string?

  @description('Only these record types are offered. Without it all are.')
  RecordTypes: string[]?

  @minValue(1)
  MaxConcurrency: int?

  @minValue(1)
  CallsPerMinute: int?

  @description('An IANA id, such as America/New_York.')
  TimeZone: string?

  @description('Names of secrets in the vault, never values.')
  Secrets: autotaskSecretsType
}

@sealed()
type autotaskSecretsType = {
  UserName: string
  Secret: string
  IntegrationCode: string
}

@sealed()
type teamDynamixType = {
  Kind: 'TeamDynamix'
  DisplayName: string?

  @description('The Web API, such as https://organisation.teamdynamix.com/TDWebApi/.')
  BaseUrl: string

  @description('Only these record types are offered. Without it all are.')
  RecordTypes: string[]?

  @minValue(1)
  MaxConcurrency: int?

  @minValue(1)
  CallsPerMinute: int?

  @description('An IANA id, such as America/New_York.')
  TimeZone: string?

  @description('An IANA id: the zone of the TeamDynamix server. Without it TimeZone.')
  ServerTimeZone: string?

  @description('Whether TeamDynamix mails the person or group that an update makes responsible for a ticket.')
  NotifyNewResponsible: bool?

  @description('Names of secrets in the vault, never values.')
  Secrets: teamDynamixSecretsType
}

@sealed()
@description('BeId and WebServicesKey of the administrator, or UserName and Password of a service account.')
type teamDynamixSecretsType = {
  BeId: string?
  WebServicesKey: string?
  UserName: string?
  Password: string?
}

@sealed()
type profileType = {
  Kind: 'Profile'
  DisplayName: string?

  @description('A built-in profile (azuredevops, dataverse, hubspot, servicenow), or the path of a file in the app.')
  Profile: string

  @description('The address of the API. Without it that of the profile.')
  BaseUrl: string?

  @description('Where OAuth tokens are issued, where the profile does not say it.')
  TokenUrl: string?

  @description('Only these record types are offered. Without it all are.')
  RecordTypes: string[]?

  @minValue(1)
  MaxConcurrency: int?

  @minValue(1)
  CallsPerMinute: int?

  @description('An IANA id, such as America/New_York.')
  TimeZone: string?

  @description('Names of secrets in the vault, never values, by what the profile calls them.')
  Secrets: profileSecretsType
}

type profileSecretsType = {
  *: string
}

@export()
@sealed()
type apiKeyType = {
  @description('The caller. Two entries with the same name are one caller with two keys.')
  Name: string

  @description('The name of the secret in the vault that holds the key.')
  Secret: string

  @description('The systems that the caller may use. * for all.')
  Systems: string[]

  @minValue(1)
  CallsPerMinute: int?

  @description('Whether the caller may make updates in the name of other people.')
  MayActAs: bool?
}

@export()
@sealed()
@description('Sign-in with Microsoft Entra ID.')
type entraType = {
  @description('The tenant whose tokens are accepted.')
  TenantId: string

  @description('The client id of the application of the connector, or its application id URI.')
  Audience: string

  @description('The sign-in address. Without it that of the public cloud.')
  Instance: string?
}

@export()
@sealed()
@description('A caller with tokens of Entra: ClientId or Role.')
type entraCallerType = {
  Name: string

  @description('The client id of the application of the caller.')
  ClientId: string?

  @description('An app role of the application of the connector.')
  Role: string?

  @description('The systems that the caller may use. * for all.')
  Systems: string[]

  @minValue(1)
  CallsPerMinute: int?

  @description('Whether the caller may make updates in the name of other people.')
  MayActAs: bool?
}

@export()
@sealed()
@description('Further settings, with __ for each colon. No secrets.')
type otherSettingsType = {
  @description('Whom users of the connector ask, in the definition that the app serves.')
  Connector__Contact__Name: string?

  Connector__Contact__Url: string?
  Connector__Contact__Email: string?
  Connector__MaxBytesInHand: string?
  Connector__MaxRequestsInHand: string?
  Connector__RequestTimeout: string?

  @description('The part of each limit that an instance takes for callers while the tables cannot be used, such as 0.1.')
  Coordination__ShareWhenAlone: string?

  KeyVault__RefreshAfter: string?
  @description('Everybody who may read the settings of the app sees a key in it.')
  OTEL_EXPORTER_OTLP_HEADERS: string?

  OTEL_EXPORTER_OTLP_PROTOCOL: ('grpc' | 'http/protobuf')?
  OTEL_METRIC_EXPORT_INTERVAL: string?
  OTEL_RESOURCE_ATTRIBUTES: string?
  OTEL_SDK_DISABLED: ('true' | 'false')?
  OTEL_SERVICE_NAME: string?
  OTEL_TRACES_SAMPLER: string?
  OTEL_TRACES_SAMPLER_ARG: string?
}
