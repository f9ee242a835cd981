// Written by npm run api-client out of openapi.json.

export interface paths {
  '/api/accounts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All accounts, highest priority first. */
    get: operations['accounts.list'];
    put?: never;
    /** Creates an account. */
    post: operations['accounts.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/accounts/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Reads an account. */
    get: operations['accounts.get'];
    /** Replaces the account; secrets that are not given stay unchanged. */
    put: operations['accounts.replace'];
    post?: never;
    /** Deletes an account. */
    delete: operations['accounts.delete'];
    options?: never;
    head?: never;
    /** Changes the given fields of an account. */
    patch: operations['accounts.update'];
    trace?: never;
  };
  '/api/accounts/{id}/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether the account is available now, and why not. */
    get: operations['accounts.health'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/accounts/{id}/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sends a real request to the provider. The status is 200 whether it succeeds or not. */
    post: operations['accounts.test'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/accounts/{id}/toggle': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Enables or disables the account. */
    post: operations['accounts.toggle'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/alerts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Alerts, newest first. */
    get: operations['alerts.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/alerts/channels': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Where alerts are sent. */
    get: operations['alerts.getChannels'];
    /** Changes where alerts are sent. A new webhook secret is only in this response. */
    put: operations['alerts.updateChannels'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/alerts/{id}/acknowledge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Acknowledges the alert. */
    post: operations['alerts.acknowledge'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Audit events, newest first. */
    get: operations['audit.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/audit/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Exports all events, oldest first, as JSON lines or CSV. */
    get: operations['audit.export'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/audit/verify': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Verifies the whole hash chain. */
    get: operations['audit.verify'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/login': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Opens a session and sets its cookie. 401 with the field `code` when a second factor is needed. */
    post: operations['auth.login'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/logout': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ends the session. */
    post: operations['auth.logout'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The authenticated user or token. */
    get: operations['auth.me'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/methods': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The login methods a login page can offer. */
    get: operations['auth.methods'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/oidc/callback': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Callback of the provider: opens a session. Browsers get errors as an HTML page. */
    get: operations['oidc.callback'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/oidc/login': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Redirects the browser to the provider. */
    get: operations['oidc.login'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/oidc/settings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The single sign-on configuration; 404 when there is none. */
    get: operations['oidc.get'];
    /** Configures single sign-on. The client secret is write-only. */
    put: operations['oidc.replace'];
    post?: never;
    /** Removes single sign-on. Its users stay, but cannot log in. */
    delete: operations['oidc.delete'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Changes one's own password; every other session ends. */
    post: operations['auth.changePassword'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One's own sessions, last used first; empty for API tokens. */
    get: operations['sessions.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/sessions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Ends one of one's own sessions. Ending the current one is a logout. */
    delete: operations['sessions.end'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/setup': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Creates the first owner with the setup link, and logs in. Works once. */
    post: operations['auth.setup'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/totp/disable': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Turns the second factor off. */
    post: operations['totp.disable'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/totp/enable': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Completes the setup with a code. From now on every login needs one. */
    post: operations['totp.enable'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/totp/setup': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Starts the setup: returns the secret for the authenticator. */
    post: operations['totp.begin'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/budgets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All budgets. */
    get: operations['budgets.list'];
    put?: never;
    /** Creates a budget for a tenant, a key or an account. Spending of the current period counts. */
    post: operations['budgets.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/budgets/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Reads a budget. */
    get: operations['budgets.get'];
    put?: never;
    post?: never;
    /** Deletes a budget. */
    delete: operations['budgets.delete'];
    options?: never;
    head?: never;
    /** Changes the given fields of a budget. */
    patch: operations['budgets.update'];
    trace?: never;
  };
  '/api/capabilities': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Capabilities and prices of a model, with the source and the date of every value. */
    get: operations['capabilities.describe'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/capabilities/refused': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Fields that upstreams have refused; they are not sent for a day. */
    get: operations['capabilities.refused'];
    put?: never;
    post?: never;
    /** Forgets the refused fields, so that they are sent again. */
    delete: operations['capabilities.forget'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/configs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All configs with their tiers, the active one first. */
    get: operations['configs.list'];
    put?: never;
    /** Creates a config. */
    post: operations['configs.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/configs/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Reads a config. */
    get: operations['configs.get'];
    /** Replaces a config. */
    put: operations['configs.replace'];
    post?: never;
    /** Deletes a config. */
    delete: operations['configs.delete'];
    options?: never;
    head?: never;
    /** Changes the given fields of a config. */
    patch: operations['configs.update'];
    trace?: never;
  };
  '/api/configs/{id}/activate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Makes it the one config for callers without a config of their own. */
    post: operations['configs.activate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/configs/{id}/explain': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Which accounts would be tried for a request, in which order, and why; nothing is sent. */
    post: operations['configs.explain'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/configs/{id}/tiers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Replaces the tiers of a config, all at once. */
    put: operations['configs.replaceTiers'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/convert/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Shows the request an account would get, and what is changed in it. Nothing is sent. */
    post: operations['convert.preview'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/guardrails': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The built-in guardrails, their settings, and what they found. */
    get: operations['guardrails.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/guardrails/custom': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The custom guardrails of this installation. */
    get: operations['guardrails.listCustom'];
    put?: never;
    /** Creates a custom guardrail. */
    post: operations['guardrails.createCustom'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/guardrails/custom/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Replaces a custom guardrail. */
    put: operations['guardrails.replaceCustom'];
    post?: never;
    /** Deletes a custom guardrail. */
    delete: operations['guardrails.deleteCustom'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/guardrails/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Applies the guardrails to a text, as a test. */
    post: operations['guardrails.test'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/guardrails/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Changes a guardrail, globally or for one tenant. Running conversations go on hiding what they hid, unless `applyToRunning` is set. */
    put: operations['guardrails.update'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/logs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Request logs without bodies, the newest first. */
    get: operations['logs.list'];
    put?: never;
    post?: never;
    /** Deletes all logs, or those before a moment. */
    delete: operations['logs.delete'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/logs/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All request logs the filter fits, without bodies, the newest first. */
    get: operations['exports.logs'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/logs/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One log with its bodies. */
    get: operations['logs.get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/privacy': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The master switch, and what was found in requests. */
    get: operations['privacy.get'];
    /** Turns all guardrails on or off, with immediate effect. */
    put: operations['privacy.update'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/privacy/mappings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Stored values of tokens that are too short to hold them, masked. */
    get: operations['privacy.mappings'];
    put?: never;
    post?: never;
    /** Deletes the stored values and the statistics. Tokens of these values cannot be restored any more. */
    delete: operations['privacy.reset'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/privacy/rotate-key': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Creates a new key for new tokens. Existing tokens can still be restored. */
    post: operations['privacy.rotateKey'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/settings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The global settings. */
    get: operations['settings.get'];
    /** Changes the given settings; null restores the default. */
    put: operations['settings.put'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** The same as PUT. */
    patch: operations['settings.patch'];
    trace?: never;
  };
  '/api/settings/encryption': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The encryption keys of stored secrets, by fingerprint. */
    get: operations['settings.getEncryption'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/settings/encryption/rotate-account-key': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Creates a new key and re-encrypts every stored secret. */
    post: operations['settings.rotateAccountKey'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/settings/model-limits': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All model limits. */
    get: operations['modelLimits.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/settings/model-limits/{modelId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Reads a model limit. */
    get: operations['modelLimits.get'];
    /** Replaces a model limit. */
    put: operations['modelLimits.replace'];
    post?: never;
    /** Deletes a model limit. */
    delete: operations['modelLimits.delete'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/settings/models': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The models of all enabled accounts, as listed by their providers. */
    get: operations['models.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/settings/models/refresh': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The same list, fetched again from the providers. */
    post: operations['models.refresh'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/settings/prices': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The prices that replace the built-in ones. */
    get: operations['modelPrices.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/settings/prices/{model}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The current price of a model, and where it comes from. */
    get: operations['modelPrices.get'];
    /** Replaces a model price. */
    put: operations['modelPrices.replace'];
    post?: never;
    /** Removes the price; the built-in one is used again. */
    delete: operations['modelPrices.delete'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/settings/regenerate-proxy-key': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Replaces the proxy API key. The key is only in this response. */
    post: operations['settings.regenerateProxyKey'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tenants': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All tenants. */
    get: operations['tenants.list'];
    put?: never;
    /** Creates a tenant. Its key is only in this response. */
    post: operations['tenants.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tenants/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Reads a tenant. */
    get: operations['tenants.get'];
    /** Replaces a tenant. */
    put: operations['tenants.replace'];
    post?: never;
    /** Deletes a tenant. */
    delete: operations['tenants.delete'];
    options?: never;
    head?: never;
    /** Changes the given fields of a tenant. */
    patch: operations['tenants.update'];
    trace?: never;
  };
  '/api/tenants/{id}/keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All tenant keys. */
    get: operations['tenantKeys.list'];
    put?: never;
    /** Creates a key. The key is only in this response. */
    post: operations['tenantKeys.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tenants/{id}/keys/{keyId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Reads a tenant key. */
    get: operations['tenantKeys.get'];
    put?: never;
    post?: never;
    /** Revokes the key: it stops working at once and stays in the list. A key that is revoked already is deleted. */
    delete: operations['tenantKeys.delete'];
    options?: never;
    head?: never;
    /** Changes the given fields of a tenant key. */
    patch: operations['tenantKeys.update'];
    trace?: never;
  };
  '/api/tenants/{id}/keys/{keyId}/rotate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Replaces the key by a new one; the old one works until the overlap ends. */
    post: operations['tenantKeys.rotate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tenants/{id}/keys/{keyId}/settings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The effective settings of the key, and where each comes from. */
    get: operations['tenantKeys.getSettings'];
    /** Replaces the key's own values; absent and null ones are removed. */
    put: operations['tenantKeys.replaceSettings'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Changes the given own values of the key; null removes one. */
    patch: operations['tenantKeys.updateSettings'];
    trace?: never;
  };
  '/api/tenants/{id}/keys/{keyId}/usage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The usage of the key. */
    get: operations['tenantKeys.usage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tenants/{id}/rotate-key': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Replaces the tenant's key; the old one stops working at once. */
    post: operations['tenants.rotateKey'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tenants/{id}/settings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The effective settings of the tenant, and where each comes from. */
    get: operations['tenants.getSettings'];
    /** Replaces the tenant's own values; absent and null ones are removed. */
    put: operations['tenants.replaceSettings'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Changes the given own values of the tenant; null removes one. */
    patch: operations['tenants.updateSettings'];
    trace?: never;
  };
  '/api/tenants/{id}/usage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The usage of the tenant. */
    get: operations['tenants.usage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tokens': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One's own API tokens, or all with the permission users:read; newest first. */
    get: operations['tokens.list'];
    put?: never;
    /** Creates an API token. Its secret is only in this response. */
    post: operations['tokens.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tokens/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Reads a token. */
    get: operations['tokens.get'];
    put?: never;
    post?: never;
    /** Revokes the token. It stays in the list. */
    delete: operations['tokens.revoke'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/usage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Tokens and cost, summed by model, account, tenant, tier, session, hour or day. */
    get: operations['usage.get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/usage/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What every single request has used, the newest first. */
    get: operations['exports.usage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/users': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All users. */
    get: operations['users.list'];
    put?: never;
    /** Creates a user. */
    post: operations['users.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/users/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Reads a user. */
    get: operations['users.get'];
    put?: never;
    post?: never;
    /** Deletes the user with all sessions and API tokens. */
    delete: operations['users.delete'];
    options?: never;
    head?: never;
    /** Changes the given fields of a user. */
    patch: operations['users.update'];
    trace?: never;
  };
  '/api/users/{id}/totp': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Turns off the second factor of a user who has lost it. */
    delete: operations['users.removeSecondFactor'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Liveness: whether the process runs. */
    get: operations['health.live'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/ready': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Readiness: whether the gateway can serve requests; 503 when it cannot. */
    get: operations['health.ready'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Account: {
      /** @description The id; it never changes. */
      id: string;
      /** @description Display name. */
      name: string;
      /**
       * @description The provider of the account or model.
       * @example anthropic
       */
      provider: string;
      /** @description How the account authenticates: `api_key` or `oauth`. */
      authType: string;
      /** @description First and last characters, or null when there is no key. */
      apiKey: string | null;
      /** @description `***`, or null when there is none. */
      refreshToken: string | null;
      /**
       * Format: date-time
       * @description When the access token expires; null when unknown; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      tokenExpiresAt: string | null;
      /** @description The base URL that is used; null when there is none. */
      baseUrl: string | null;
      /** @description Whether baseUrl is the provider's default. */
      isDefaultBaseUrl: boolean;
      /** @description The wire formats that are used. */
      dialects: string[];
      /** @description Whether dialects are the provider's default. */
      isDefaultDialects: boolean;
      /** @description Higher is preferred. */
      priority: number;
      /** @description Requests per minute; 0 is unlimited. */
      rateLimit: number;
      /** @description USD per calendar month (UTC); null for no budget. */
      monthlyBudget: number | null;
      /** @description Whether it is enabled. */
      enabled: boolean;
      /**
       * @description Name of the subscription, such as "pro" or "max".
       * @example max
       */
      subscriptionType: string | null;
      /**
       * @description E-mail address of the login at the provider.
       * @example ann@example.com
       */
      accountEmail: string | null;
      /** @description ChatGPT account id, where the provider needs one. */
      externalAccountId: string | null;
      /** @description The result of the last request. */
      status: string;
      /**
       * Format: date-time
       * @description When it was last used; null for never; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      lastUsedAt: string | null;
      /** @description The error of the last failed request; null after a success. */
      lastError: string | null;
      /**
       * Format: date-time
       * @description When the last error happened; null for never; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      lastErrorAt: string | null;
      /** @description Number of failures since the last success. */
      errorCount: number;
      /** @description Whether a stored secret cannot be decrypted with the current keys. */
      decryptError: boolean;
      /** @description Invalid stored values; safe defaults are used instead. */
      problems: components['schemas']['RowProblem'][];
      /** @description Active cooldowns of the account and of its models, with reason and end. */
      cooldowns: components['schemas']['Cooldown'][];
      /**
       * Format: date-time
       * @description When it was created; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      createdAt: string | null;
      /**
       * Format: date-time
       * @description When it was last changed; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      updatedAt: string | null;
    };
    AccountHealth: {
      /** @description The id; it never changes. */
      id: string;
      /** @description Display name. */
      name: string;
      /** @description Whether it is enabled. */
      enabled: boolean;
      /** @description Whether a request could be sent to the account now. */
      available: boolean;
      /** @description Why not, in words; null when it is available. */
      reason: string | null;
      /** @description The current state. */
      status: string;
      /**
       * Format: date-time
       * @description When it was last used; null for never; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      lastUsedAt: string | null;
      /** @description The error of the last failed request; null after a success. */
      lastError: string | null;
      /**
       * Format: date-time
       * @description When the last error happened; null for never; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      lastErrorAt: string | null;
      /** @description Number of failures since the last success. */
      errorCount: number;
      /** @description Whether a stored secret cannot be decrypted with the current keys. */
      decryptError: boolean;
      /** @description Active cooldowns of the account and of its models, with reason and end. */
      cooldowns: components['schemas']['Cooldown'][];
      /** @description The requests of the last minute. */
      rateWindow: components['schemas']['RateWindow'];
      /** @description Cost of the account in this month. */
      spend: components['schemas']['Spend'];
    };
    AccountList: {
      /** @description The items of the requested page. */
      items: components['schemas']['Account'][];
      /** @description Number of accounts. */
      total: number;
    };
    AccountTest: {
      /** @description Whether it succeeded. */
      success: boolean;
      /** @description The message of the provider, without secrets. */
      message: string;
      /** @description Milliseconds until the response was complete. */
      latencyMs: number;
    };
    Alert: {
      /**
       * @description The kind of credential.
       * @enum {string}
       */
      kind: 'budget_threshold' | 'budget_exceeded';
      /**
       * @description The subject: a tenant, a key or an account.
       * @enum {string}
       */
      scope: 'tenant' | 'key' | 'account';
      /** @description By channel (webhook, email): pending, delivered, or why it failed. */
      deliveries: {
        [key: string]: string;
      };
      /** @description The id; it never changes. */
      id: string;
      /** @description The id of the budget; null when it was deleted. */
      budgetId: string | null;
      /** @description The id of the tenant, key or account. */
      subjectId: string | null;
      /** @description The name at that time. */
      subjectName: string | null;
      /** @description Percentage of the limit that was passed. */
      threshold: number | null;
      /** @description USD spent at that time. */
      spentUsd: number | null;
      /** @description USD per period. */
      limitUsd: number | null;
      /** @description What happened, as a sentence. */
      message: string;
      /**
       * Format: date-time
       * @description When it was acknowledged; null when it was not; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      acknowledgedAt: string | null;
      /**
       * Format: date-time
       * @description When it was created; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      createdAt: string | null;
    };
    AlertChannels: {
      /** @description The webhook URL without its path, which is write-only. */
      webhookUrl: string | null;
      /** @description E-mail addresses that alerts are sent to. */
      emails: string[];
      /** @description Whether SMTP_URL is set. */
      canSendMail: boolean;
    };
    AlertList: {
      /** @description The items of the requested page. */
      items: components['schemas']['Alert'][];
      /** @description Total number of items. */
      total: number;
    };
    AuditActor: {
      /** @description `user`, `token`, `environment` or `nobody`. */
      kind: string;
      /** @description The id; it never changes. */
      id: string | null;
      /** @description Display name. */
      name: string | null;
    };
    AuditEvent: {
      /**
       * @description The result.
       * @enum {string}
       */
      outcome: 'success' | 'failure';
      /** @description The changed fields before the change; secrets are masked. */
      before: {
        [key: string]: unknown;
      } | null;
      /** @description The changed fields after the change; secrets are masked. */
      after: {
        [key: string]: unknown;
      } | null;
      /** @description Number of the event in the chain. */
      seq: number;
      /**
       * Format: date-time
       * @description When it happened; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      at: string | null;
      /** @description The user or token that did it. */
      actor: components['schemas']['AuditActor'];
      /**
       * @description The action.
       * @example accounts.create
       */
      action: string;
      /** @description The id of the changed resource; null when there is none. */
      targetId: string | null;
      /** @description Error code; null for a success. */
      reason: string | null;
      /** @description The IP address of the client; null for the gateway itself. */
      address: string | null;
      /** @description The id of the request in logs, as in `x-request-id`. */
      requestId: string | null;
      /** @description The hash of the previous event. */
      prevHash: string;
      /** @description SHA-256 of the event and the previous hash. */
      hash: string;
    };
    AuditLink: {
      /** @description Number of the event in the chain. */
      seq: number;
      /** @description SHA-256 of the event and the previous hash. */
      hash: string;
    };
    AuditPage: {
      /** @description The items of the requested page. */
      items: components['schemas']['AuditEvent'][];
      /** @description Total number of items. */
      total: number;
      /** @description Null on the last page. */
      nextCursor: string | null;
    };
    AuditVerification: {
      /** @description Whether every event is unchanged, none is missing, and none was added. */
      valid: boolean;
      /** @description Number of events that were verified. */
      checked: number;
      /** @description Number of the last event that was deleted because of its age, or 0: the chain begins after it. */
      anchor: components['schemas']['AuditLink'];
      /** @description The last event; save it outside of the gateway to detect deleted events later. */
      head: components['schemas']['AuditLink'];
      /** @description The number of the first invalid event. */
      brokenAt: number | null;
      /** @description Why it is invalid. */
      reason: string | null;
    };
    Budget: {
      /**
       * @description The subject: a tenant, a key or an account.
       * @enum {string}
       */
      scope: 'tenant' | 'key' | 'account';
      /**
       * @description The period after which the budget starts at zero again.
       * @enum {string}
       */
      period: 'daily' | 'monthly' | 'total';
      /**
       * @description What happens when the budget is used up.
       * @enum {string}
       */
      enforcement: 'strict' | 'lenient' | 'alert';
      /**
       * @description Number of findings.
       * @enum {string}
       */
      counts: 'cash' | 'all';
      /** @description The id; it never changes. */
      id: string;
      /** @description The id of the tenant, key or account. */
      subjectId: string;
      /** @description Null when the tenant, key or account has been deleted. */
      subjectName: string | null;
      /** @description USD per period. */
      limitUsd: number;
      /** @description Percentages of the limit that raise an alert. */
      thresholds: number[];
      /** @description The effective time zone. */
      timeZone: string;
      /** @description USD spent in the current period, without reservations. */
      spentUsd: number;
      /** @description What running requests may cost. */
      reservedUsd: number;
      /** @description USD left in this period. */
      remainingUsd: number;
      /**
       * Format: date-time
       * @description When the current period began; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      periodStart: string | null;
      /** @description Null: never. */
      resetsAt: string | null;
      /**
       * Format: date-time
       * @description When it was created; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      createdAt: string | null;
      /**
       * Format: date-time
       * @description When it was last changed; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      updatedAt: string | null;
    };
    BudgetList: {
      /** @description The items of the requested page. */
      items: components['schemas']['Budget'][];
      /** @description Total number of items. */
      total: number;
    };
    Capabilities: {
      /**
       * @description The name of the model.
       * @example claude-sonnet-4-5
       */
      model: string;
      /** @description Whether the model is in the built-in data or a model list; otherwise the values are safe defaults. */
      isKnown: boolean;
      /** @description Capabilities of the model. */
      values: components['schemas']['CapabilityValue'][];
      /** @description Prices of the model. */
      price: components['schemas']['ModelPrice'];
      /** @description Fields that upstreams have refused for this model. */
      refused: components['schemas']['RefusedField'][];
    };
    CapabilityValue: {
      /** @description Name of the capability, for example maxOutputTokens. */
      name: string;
      /** @description The value; null when unknown. */
      value: Record<string, never>;
      /** @description admin, provider (its live list), table (our own data), or default (the model is unknown). */
      source: string;
      /** @description When the source was last updated; null when unknown. */
      asOf: string | null;
    };
    CategoryCount: {
      /**
       * @description The kind of data.
       * @example email
       */
      category: string;
      /** @description Tenant of the callers; null for callers without one. */
      tenantId: string | null;
      /** @description Number of replaced findings. */
      anonymized: number;
      /** @description Number of findings that were only counted. */
      reported: number;
      /** @description Number of refused requests. */
      blocked: number;
    };
    Change: {
      /** @description changed, dropped or repaired. */
      action: string;
      /** @description The path in the request, for example `messages[3].content[1]`. */
      path: string;
      /** @description The reason. */
      reason: string;
    };
    ChangePassword: {
      /** @description The current password. */
      currentPassword: string;
      /** @description The new password. */
      newPassword: string;
    };
    ChangedAlertChannels: {
      /** @description The webhook URL without its path, which is write-only. */
      webhookUrl: string | null;
      /** @description E-mail addresses that alerts are sent to. */
      emails: string[];
      /** @description Whether SMTP_URL is set. */
      canSendMail: boolean;
      /** @description The secret that signs the requests (https://www.standardwebhooks.com). Only present when it is new. */
      webhookSecret?: string;
    };
    Config: {
      /** @description The id; it never changes. */
      id: string;
      /** @description Display name. */
      name: string;
      /** @description A note. */
      description: string | null;
      /**
       * @description How the next account is chosen.
       * @example priority
       */
      routingStrategy: string;
      /** @description Whether it serves callers that have no config of their own. */
      isActive: boolean;
      /** @description The accounts of each model tier. */
      tiers: components['schemas']['ConfigTier'][];
      /**
       * Format: date-time
       * @description When it was created; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      createdAt: string | null;
      /** @description Stored values that cannot be used; safe ones are used instead. */
      problems: components['schemas']['ConfigProblem'][];
    };
    ConfigList: {
      /** @description The items of the requested page. */
      items: components['schemas']['Config'][];
      /** @description Total number of items. */
      total: number;
    };
    ConfigProblem: {
      /** @description The stored field. */
      column: string;
      /** @description The reason, as a sentence. */
      reason: string;
    };
    ConfigTier: {
      /** @description The id; it never changes. */
      id: string;
      /**
       * @description Tier of the requested model.
       * @example sonnet
       */
      tier: string;
      /** @description The id of the account. */
      accountId: string;
      /** @description Higher is preferred. */
      priority: number;
      /** @description The model sent to the account; null for the requested one. */
      targetModel: string | null;
    };
    ConfirmPassword: {
      /** @description The current password. */
      password: string;
    };
    ConvertPreview: {
      /**
       * @description The endpoint of the request.
       * @enum {string}
       */
      endpoint:
        | 'messages'
        | 'count_tokens'
        | 'chat'
        | 'embeddings'
        | 'responses'
        | 'compact'
        | 'response_input_tokens';
      /** @description The account that would get the request. */
      accountId: string;
      /** @description The model to request from the account; the one in the request when absent. */
      targetModel?: string;
      /** @description The body of the request, in the format of the endpoint. */
      request: {
        [key: string]: unknown;
      };
    };
    ConvertedRequest: {
      /** @description The id of the account. */
      accountId: string;
      /**
       * @description The name of the account.
       * @example Work key
       */
      accountName: string;
      /** @description The wire format sent to the account: messages, chat or responses. */
      dialect: string;
      /** @description Whether the client's bytes are passed on instead of being converted. */
      passThrough: boolean;
      /** @description The URL of the request. */
      url: string;
      /** @description Whether a stream is requested from the upstream. */
      stream: boolean;
      /** @description The exact body that would be sent. */
      body: Record<string, never>;
      /** @description Differences from the request, and why. */
      changes: components['schemas']['Change'][];
    };
    Cooldown: {
      /** @description The reason, as a sentence. */
      reason: string;
      /**
       * Format: date-time
       * @description When it ends; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      until: string;
      /**
       * @description The subject: a tenant, a key or an account.
       * @enum {string}
       */
      scope: 'account' | 'model';
      /** @description The model in cooldown; null when the whole account is. */
      model: string | null;
      /** @description Number of consecutive failures. */
      failures: number;
    };
    CreateAccount: {
      /** @description When the access token expires: ISO 8601, or milliseconds since 1970. */
      tokenExpiresAt?: string | number | null;
      /**
       * @description Display name.
       * @example Work key
       */
      name: string;
      /**
       * @description The provider of the account or model.
       * @example anthropic
       * @enum {string}
       */
      provider:
        | 'anthropic'
        | 'cerebras'
        | 'codex'
        | 'custom'
        | 'deepseek'
        | 'gemini'
        | 'glm'
        | 'minimax'
        | 'openai'
        | 'openrouter';
      /**
       * @description How the account authenticates; api_key when absent.
       * @enum {string}
       */
      authType?: 'api_key' | 'oauth';
      /** @description API key, or access token with authType oauth. Write-only; null removes it. */
      apiKey?: string | null;
      /** @description Write-only; null removes it. */
      refreshToken?: string | null;
      /** @description Base URL of the provider's API; the provider's default when absent. A custom account needs one. */
      baseUrl?: string | null;
      /** @description Higher is preferred; 0 when absent. */
      priority?: number;
      /** @description Requests per minute; 0, and when absent, is unlimited. */
      rateLimit?: number;
      /** @description USD per calendar month (UTC); null for no budget. */
      monthlyBudget?: number | null;
      /** @description True when absent. */
      enabled?: boolean;
      /** @description Name of the subscription, such as "pro" or "max". */
      subscriptionType?: string | null;
      /**
       * @description E-mail address of the login at the provider.
       * @example ann@example.com
       */
      accountEmail?: string | null;
      /** @description ChatGPT account id, where the provider needs one. */
      externalAccountId?: string | null;
      /** @description Wire formats of this upstream, the preferred one first; the provider's default when absent. */
      dialects?: ('messages' | 'chat' | 'responses')[] | null;
    };
    CreateBudget: {
      /**
       * @description `strict` (when absent) reserves the maximum cost of a request and never spends more; `lenient` accepts a request
       *     when no other one is running and something is left; `alert` refuses nothing.
       * @enum {string}
       */
      enforcement?: 'strict' | 'lenient' | 'alert';
      /**
       * @description The subject: a tenant, a key or an account.
       * @enum {string}
       */
      scope: 'tenant' | 'key' | 'account';
      /**
       * @description The period; days and months are calendar days and months.
       * @enum {string}
       */
      period: 'daily' | 'monthly' | 'total';
      /**
       * @description Whether requests covered by a subscription count too; `cash` when absent.
       * @enum {string}
       */
      counts?: 'cash' | 'all';
      /** @description Id of the tenant, of the key or of the account. */
      subjectId: string;
      /** @description Time zone in which days and months begin; the tenant's time zone, or UTC, when absent. */
      timeZone?: string | null;
      /** @description Spending before this time does not count. When absent: the time of creation for a total, otherwise no limit. */
      startsAt?: string | null;
      /** @description US dollars. */
      limitUsd: number;
      /** @description Percentages of the limit that raise an alert; 100 always does. 50, 80 and 95 when absent. */
      thresholds?: number[];
    };
    CreateConfig: {
      /**
       * @description Display name.
       * @example Default
       */
      name: string;
      /** @description A note. */
      description?: string | null;
      /**
       * @description How the accounts of a tier are ordered; priority when absent.
       * @enum {string}
       */
      routingStrategy?: 'priority' | 'round-robin' | 'least-used' | 'budget-aware';
      /** @description Whether it serves callers that have no config of their own. The first config does when absent. */
      isActive?: boolean;
      /** @description The accounts of each model tier. */
      tiers?: components['schemas']['NewConfigTier'][];
    };
    CreateCustomGuardrail: {
      /** @description Display name. */
      name: string;
      /** @description Name in statistics and error messages: lower-case letters, digits and underscores. */
      category: string;
      /** @description Regular expression in RE2 syntax, which always takes linear time. */
      pattern?: string;
      /** @description Words or phrases, found in any case. */
      words?: string[];
      /**
       * @description anonymize, block or report.
       * @enum {string}
       */
      mode?: 'anonymize' | 'block' | 'report';
      /** @description Whether it is enabled. */
      enabled?: boolean;
    };
    CreateTenant: {
      /**
       * @description Display name.
       * @example Team A
       */
      name: string;
      /** @description The config that routes its requests; the active config when absent. */
      configId?: string | null;
      /**
       * @description Time zone of the days and months of its budgets; UTC when absent.
       * @example Europe/Berlin
       */
      timeZone?: string | null;
      /** @description True when absent. */
      enabled?: boolean;
      /** @description Requests per minute. */
      rateLimit?: number;
      /** @description Tokens per minute: uncached input, cache writes and output. */
      tokensPerMinute?: number;
      /** @description Maximum number of concurrent requests. */
      maxConcurrent?: number;
    };
    CreateTenantKey: {
      /**
       * @description Display name.
       * @example CI
       */
      name: string;
      /** @description When the key expires; never when null or absent. */
      expiresAt?: string | null;
      /** @description The endpoints the key may use; all when null or absent. */
      endpoints?:
        | (
            | 'messages'
            | 'count_tokens'
            | 'chat'
            | 'embeddings'
            | 'responses'
            | 'compact'
            | 'response_input_tokens'
          )[]
        | null;
      /**
       * @description The models the key may use: names in which `*` matches any characters and `?` one character; all when null or absent.
       * @example [
       *       "claude-haiku-*"
       *     ]
       */
      models?: string[] | null;
      /** @description True when absent. */
      enabled?: boolean;
      /** @description Requests per minute. */
      rateLimit?: number;
      /** @description Tokens per minute: uncached input, cache writes and output. */
      tokensPerMinute?: number;
      /** @description Maximum number of concurrent requests. */
      maxConcurrent?: number;
    };
    CreateToken: {
      /**
       * @description The token gets all permissions the role has now.
       * @enum {string}
       */
      role?: 'owner' | 'admin' | 'operator' | 'viewer' | 'tenant-admin';
      /** @description The permissions. */
      permissions?: (
        | 'accounts:read'
        | 'accounts:write'
        | 'accounts:test'
        | 'alerts:read'
        | 'alerts:write'
        | 'audit:read'
        | 'audit:write'
        | 'configs:read'
        | 'configs:write'
        | 'finetune:read'
        | 'finetune:write'
        | 'guardrails:read'
        | 'guardrails:write'
        | 'logs:read'
        | 'logs:bodies'
        | 'logs:delete'
        | 'models:read'
        | 'models:write'
        | 'sessions:read'
        | 'sessions:write'
        | 'settings:read'
        | 'settings:write'
        | 'settings:keys'
        | 'sso:read'
        | 'sso:write'
        | 'tenants:read'
        | 'tenants:manage'
        | 'tenants:write'
        | 'tokens:read'
        | 'tokens:write'
        | 'usage:read'
        | 'users:read'
        | 'users:write'
      )[];
      /** @description Display name. */
      name: string;
      /** @description The only tenants it may see; all tenants of its owner when absent or null. */
      tenantIds?: string[] | null;
      /** @description When it expires: after 90 days when absent, never when null. */
      expiresAt?: string | null;
    };
    CreateUser: {
      /**
       * @description The role, which decides the permissions.
       * @example admin
       * @enum {string}
       */
      role: 'owner' | 'admin' | 'operator' | 'viewer' | 'tenant-admin';
      /** @description Display name. */
      name: string;
      /**
       * Format: email
       * @description The e-mail address for the login.
       * @example ann@example.com
       */
      email?: string | null;
      /** @description The tenants of a tenant-admin; only for this role. */
      tenantIds?: string[];
      /** @description The password. */
      password: string;
      /** @description Whether the user may log in; true when absent. */
      enabled?: boolean;
    };
    CustomGuardrail: {
      /** @description The id; it never changes. */
      id: string;
      /** @description Display name. */
      name: string;
      /**
       * @description The kind of data.
       * @example email
       */
      category: string;
      /** @description Null for a list of words. */
      pattern: string | null;
      /** @description Null for a pattern. */
      words: string[] | null;
      /** @description The action for findings. */
      mode: string;
      /** @description Whether it is enabled. */
      enabled: boolean;
    };
    CustomGuardrailList: {
      /** @description The items of the requested page. */
      items: components['schemas']['CustomGuardrail'][];
      /** @description Total number of items. */
      total: number;
    };
    Deleted: {
      /** @description Number of deleted values. */
      deleted: number;
    };
    DeletedLogs: {
      /** @description Number of logs that were deleted. */
      deleted: number;
    };
    Detection: {
      /**
       * @description The kind of data.
       * @example email
       */
      category: string;
      /** @description Offset of the first character of the value in the text. */
      start: number;
      /** @description Offset after the last character of the value. */
      end: number;
      /** @description The token that replaces the value; null when the guardrail only reports or blocks. */
      replacement: string | null;
    };
    Encryption: {
      /** @description The key that encrypts the secrets of accounts and tenants. */
      accountKey: components['schemas']['Key'];
      /** @description The key that creates the replacements of guardrails. */
      guardrailKey: components['schemas']['Key'];
      /** @description Number of stored secrets that none of the current keys decrypts. */
      decryptErrors: number;
    };
    Explain: {
      /** @description The model of the request. */
      model: string;
      /**
       * @description The endpoint of the request; messages when absent.
       * @enum {string}
       */
      endpoint?:
        | 'compact'
        | 'count_tokens'
        | 'embeddings'
        | 'messages'
        | 'chat'
        | 'responses'
        | 'response_input_tokens';
      /** @description The tenant of the caller; a caller without a tenant when absent. */
      tenantId?: string | null;
    };
    ExplainedCandidate: {
      /** @description The id of the account. */
      accountId: string;
      /**
       * @description The name of the account.
       * @example Work key
       */
      accountName: string;
      /**
       * @description The provider of the account or model.
       * @example anthropic
       */
      provider: string;
      /** @description The model that would be requested from the account. */
      targetModel: string;
      /** @description The reason for its position. */
      reason: string;
      /** @description End of its cooldown; null when it is not in cooldown. */
      coolingUntil: string | null;
    };
    ExplainedRefusal: {
      /** @description The id of the account. */
      accountId: string;
      /**
       * @description The name of the account.
       * @example Work key
       */
      accountName: string;
      /** @description The reason why it is not a candidate. */
      reason: string;
      /** @description Seconds until the reason ends without a change of the configuration; null when it does not. */
      retryAfterSeconds: number | null;
    };
    ExplainedTenant: {
      /** @description The id; it never changes. */
      id: string;
      /** @description Display name. */
      name: string;
      /** @description Whether the tenant is enabled. */
      enabled: boolean;
      /** @description Whether this config routes its requests. */
      usesThisConfig: boolean;
      /** @description Seconds until its rate limit allows a request; 0 when it allows one now. */
      freeInSeconds: number;
    };
    Explanation: {
      /** @description The id of the config. */
      configId: string;
      /**
       * @description How the next account is chosen.
       * @example priority
       */
      strategy: string;
      /**
       * @description The endpoint of the proxy.
       * @example messages
       */
      endpoint: string;
      /**
       * @description The name of the model.
       * @example claude-sonnet-4-5
       */
      model: string;
      /**
       * @description Tier of the requested model.
       * @example sonnet
       */
      tier: string;
      /** @description Accounts that would be tried, in this order. */
      candidates: components['schemas']['ExplainedCandidate'][];
      /** @description Accounts of the tier that would not be tried. */
      refusals: components['schemas']['ExplainedRefusal'][];
      /** @description Null when the query names no tenant. */
      tenant: components['schemas']['ExplainedTenant'] | null;
    };
    FieldError: {
      /**
       * @description The field; empty for the body as a whole.
       * @example tiers[0].accountId
       */
      field: string;
      /**
       * @description The reason.
       * @example name must not be empty
       */
      message: string;
    };
    GroupRole: {
      /**
       * @description The role, which decides the permissions.
       * @example admin
       * @enum {string}
       */
      role: 'owner' | 'admin' | 'operator' | 'viewer' | 'tenant-admin';
      /** @description The name of a group at the provider. */
      group: string;
      /** @description The tenants of a tenant-admin. */
      tenantIds?: string[];
    };
    Guardrail: {
      /** @description The id; it never changes. */
      id: string;
      /** @description Display name. */
      name: string;
      /** @description A note. */
      description: string;
      /** @description credentials, pii, financial or network; custom for custom guardrails. */
      category: string;
      /** @description Whether it is active while the master switch is on. */
      enabled: boolean;
      /** @description anonymize, block or report. */
      mode: string;
      /** @description Where its tokens are restored: everywhere, text or arguments (of tool calls). */
      restore: string;
      /** @description Hosts in whose URLs its tokens are restored although the conversation does not name them. */
      restoreHosts: string[];
      /** @description tenant, global or default: where enabled and mode come from. */
      origin: string;
      /** @description All detections, in all modes. */
      detectionCount: number;
      /** @description Number of findings. */
      counts: components['schemas']['GuardrailCounts'];
    };
    GuardrailCounts: {
      /** @description Values replaced by tokens. */
      anonymized: number;
      /** @description Values that were counted but not replaced. */
      reported: number;
      /** @description Values because of which a request was not sent. */
      blocked: number;
    };
    GuardrailKey: {
      /** @description First 8 hexadecimal digits of the key's SHA-256. */
      fingerprint: string;
    };
    GuardrailList: {
      /** @description The items of the requested page. */
      items: components['schemas']['Guardrail'][];
      /** @description Total number of items. */
      total: number;
    };
    Key: {
      /** @description First 8 hexadecimal digits of the key's SHA-256. */
      fingerprint: string;
      /**
       * @description Where the key comes from: the environment, an existing file, or a file created at this start.
       * @enum {string}
       */
      source: 'file' | 'env' | 'generated';
    };
    Live: {
      /**
       * @description The current state.
       * @enum {string}
       */
      status: 'ok';
    };
    LoggedAttempt: {
      /** @description The name of the account. */
      account: string;
      /** @description The HTTP status; null when there was no response. */
      status: number;
      /** @description The reason, as a sentence. */
      reason: string;
    };
    Login: {
      /** @description Display name. */
      name?: string;
      /**
       * Format: email
       * @description The e-mail address for the login.
       * @example ann@example.com
       */
      email?: string;
      /** @description The password. */
      password: string;
      /** @description The six-digit code of the authenticator, or a recovery code; required when the user has a second factor. */
      code?: string;
    };
    LoginMethods: {
      /** @description Whether the first owner has to be created with the setup link. */
      setupRequired: boolean;
      /** @description Whether single sign-on is configured. */
      sso: boolean;
    };
    LoginSession: {
      /** @description The id; it never changes. */
      id: string;
      /** @description Whether it is the session of this request. */
      isCurrent: boolean;
      /** @description When the user logged in; ISO 8601, UTC. */
      createdAt: string;
      /** @description When it was last used, to the minute; ISO 8601, UTC. */
      lastSeenAt: string;
      /** @description When it ends at the latest; it ends earlier when unused for 12 hours. ISO 8601, UTC. */
      expiresAt: string;
      /** @description The IP address of the login. */
      address: string | null;
      /** @description The User-Agent header of the login. */
      userAgent: string | null;
    };
    LoginSessionList: {
      /** @description The items of the requested page. */
      items: components['schemas']['LoginSession'][];
      /** @description Total number of items. */
      total: number;
    };
    Me: {
      /**
       * @description The kind of credential.
       * @enum {string}
       */
      kind: 'user' | 'token' | 'environment';
      /**
       * @description The role, which decides the permissions.
       * @example admin
       * @enum {string}
       */
      role: 'owner' | 'admin' | 'operator' | 'viewer' | 'tenant-admin';
      /** @description The permissions. */
      permissions: (
        | 'accounts:read'
        | 'accounts:write'
        | 'accounts:test'
        | 'alerts:read'
        | 'alerts:write'
        | 'audit:read'
        | 'audit:write'
        | 'configs:read'
        | 'configs:write'
        | 'finetune:read'
        | 'finetune:write'
        | 'guardrails:read'
        | 'guardrails:write'
        | 'logs:read'
        | 'logs:bodies'
        | 'logs:delete'
        | 'models:read'
        | 'models:write'
        | 'sessions:read'
        | 'sessions:write'
        | 'settings:read'
        | 'settings:write'
        | 'settings:keys'
        | 'sso:read'
        | 'sso:write'
        | 'tenants:read'
        | 'tenants:manage'
        | 'tenants:write'
        | 'tokens:read'
        | 'tokens:write'
        | 'usage:read'
        | 'users:read'
        | 'users:write'
      )[];
      /** @description Null for ADMIN_TOKEN. */
      id: string | null;
      /** @description Display name. */
      name: string;
      /**
       * Format: email
       * @description The e-mail address for the login.
       * @example ann@example.com
       */
      email: string | null;
      /** @description The only visible tenants; null for all. */
      tenantIds: string[] | null;
      /** @description Whether a login needs a second factor. */
      totpEnabled: boolean;
      /** @description Whether the user has a password. */
      hasPassword: boolean;
    };
    Model: {
      /** @description The id; it never changes. */
      id: string;
      /** @description Display name. */
      name: string;
      /**
       * @description The provider of the account or model.
       * @example anthropic
       */
      provider: string;
      /** @description The id of the account. */
      accountId: string;
      /** @description Context window in tokens; null when the provider does not publish it. */
      contextTokens: number | null;
      /** @description Maximum number of output tokens; null when unknown. */
      maxOutputTokens: number | null;
    };
    ModelError: {
      /** @description The id of the account. */
      accountId: string;
      /** @description What happened, as a sentence. */
      message: string;
    };
    ModelLimit: {
      /**
       * @description The name of the model.
       * @example claude-sonnet-4-5
       */
      modelId: string;
      /** @description Maximum number of output tokens; null when unknown. */
      maxOutputTokens: number | null;
      /** @description Whether the model supports tools. */
      supportsToolCalling: boolean | null;
      /** @description Whether the model supports reasoning. */
      supportsReasoning: boolean | null;
    };
    ModelLimitList: {
      /** @description The items of the requested page. */
      items: components['schemas']['ModelLimit'][];
      /** @description Total number of items. */
      total: number;
    };
    ModelList: {
      /** @description The items of the requested page. */
      items: components['schemas']['Model'][];
      /** @description Total number of items. */
      total: number;
      /** @description Accounts whose provider did not respond. */
      errors: components['schemas']['ModelError'][];
    };
    ModelPrice: {
      /**
       * @description `unknown`: requests to this model are recorded without a cost.
       * @enum {string}
       */
      origin: 'override' | 'built-in' | 'fallback' | 'unknown';
      /** @description The model name sent to the provider; `*` for all models without a known price. */
      model: string;
      /** @description USD per million input tokens. */
      input: number;
      /** @description USD per million output tokens. */
      output: number;
      /** @description USD per million tokens read from the cache. */
      cacheRead: number;
      /** @description USD per million tokens written to the cache for five minutes. */
      cacheWrite: number;
      /** @description USD per million tokens written to the cache for an hour. */
      cacheWrite1h: number;
      /** @description USD per thousand web searches. */
      webSearch: number;
    };
    ModelPriceList: {
      /** @description The items of the requested page. */
      items: components['schemas']['ModelPrice'][];
      /** @description Total number of items. */
      total: number;
    };
    ModelsQuery: {
      /**
       * @description Only accounts of this provider.
       * @enum {string}
       */
      provider?:
        | 'anthropic'
        | 'cerebras'
        | 'codex'
        | 'custom'
        | 'deepseek'
        | 'gemini'
        | 'glm'
        | 'minimax'
        | 'openai'
        | 'openrouter';
    };
    NewConfigTier: {
      /**
       * @description Tier of the requested model.
       * @example sonnet
       * @enum {string}
       */
      tier: 'opus' | 'sonnet' | 'haiku';
      /** @description The id of the account. */
      accountId: string;
      /** @description Higher is preferred; 0 when absent. */
      priority?: number;
      /** @description The model to request from the account; the one in the request when absent. */
      targetModel?: string | null;
    };
    NewTenantKey: {
      /**
       * @description The current state.
       * @enum {string}
       */
      status: 'active' | 'disabled' | 'expired' | 'revoked';
      /** @description The id; it never changes. */
      id: string;
      /** @description The id of the tenant; null for callers without a tenant. */
      tenantId: string;
      /** @description Display name. */
      name: string;
      /** @description The first characters, to distinguish keys. */
      keyPrefix: string;
      /** @description Whether it is enabled. */
      enabled: boolean;
      /** @description Whether it was disabled by an actor with tenants:write, so that the tenant cannot enable it. */
      suspended: boolean;
      /**
       * Format: date-time
       * @description When it expires; null for never; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      expiresAt: string | null;
      /**
       * Format: date-time
       * @description When it was revoked; null when it is not revoked; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      revokedAt: string | null;
      /** @description Accurate to a few seconds. */
      lastUsedAt: string | null;
      /** @description Until when the previous key still works after a rotation; null when it does not. */
      previousKeyUntil: string | null;
      /** @description Null: all endpoints. */
      endpoints: string[] | null;
      /** @description Null: all models. */
      models: string[] | null;
      /** @description Requests per minute; 0 is unlimited, as are the next two. */
      rateLimit: number;
      /** @description Tokens per minute; null or 0 is unlimited. */
      tokensPerMinute: number;
      /** @description Maximum number of concurrent requests; null or 0 is unlimited. */
      maxConcurrent: number;
      /** @description Who created it; null when unknown. */
      createdBy: string | null;
      /**
       * Format: date-time
       * @description When it was created; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      createdAt: string | null;
      /**
       * Format: date-time
       * @description When it was last changed; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      updatedAt: string | null;
      /** @description Invalid stored values; safe defaults are used instead. */
      problems: components['schemas']['TenantProblem'][];
      /** @description The key. It is only in this response. */
      apiKey: string;
    };
    NewToken: {
      /** @description The permissions. */
      permissions: (
        | 'accounts:read'
        | 'accounts:write'
        | 'accounts:test'
        | 'alerts:read'
        | 'alerts:write'
        | 'audit:read'
        | 'audit:write'
        | 'configs:read'
        | 'configs:write'
        | 'finetune:read'
        | 'finetune:write'
        | 'guardrails:read'
        | 'guardrails:write'
        | 'logs:read'
        | 'logs:bodies'
        | 'logs:delete'
        | 'models:read'
        | 'models:write'
        | 'sessions:read'
        | 'sessions:write'
        | 'settings:read'
        | 'settings:write'
        | 'settings:keys'
        | 'sso:read'
        | 'sso:write'
        | 'tenants:read'
        | 'tenants:manage'
        | 'tenants:write'
        | 'tokens:read'
        | 'tokens:write'
        | 'usage:read'
        | 'users:read'
        | 'users:write'
      )[];
      /** @description The id; it never changes. */
      id: string;
      /** @description Display name. */
      name: string;
      /** @description The first characters, to distinguish tokens. */
      prefix: string;
      /** @description The id of its owner; null when it was created with ADMIN_TOKEN. */
      userId: string | null;
      /** @description The id of the token it was made with, and with which it ends; null when it was made otherwise. */
      parentId: string | null;
      /** @description The only tenants it may see; null for all. */
      tenantIds: string[] | null;
      /**
       * Format: date-time
       * @description When it expires; null for never; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      expiresAt: string | null;
      /**
       * Format: date-time
       * @description When it was last used; null for never; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      lastUsedAt: string | null;
      /**
       * Format: date-time
       * @description When it was revoked; null when it is not revoked; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      revokedAt: string | null;
      /**
       * Format: date-time
       * @description When it was created; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      createdAt: string | null;
      /** @description The token. It is only in this response. */
      token: string;
    };
    Privacy: {
      /** @description Whether it is enabled. */
      enabled: boolean;
      /** @description Guardrails that are active while the switch is on. */
      categories: string[];
      /** @description Number of findings by category. */
      stats: components['schemas']['PrivacyStatistics'];
    };
    PrivacyMapping: {
      /** @description The id; it never changes. */
      id: string;
      /**
       * @description The kind of data.
       * @example email
       */
      category: string;
      /** @description The id of the tenant; null for callers without a tenant. */
      tenantId: string | null;
      /** @description The token. */
      replacement: string;
      /** @description The value, masked. */
      originalMasked: string;
      /**
       * Format: date-time
       * @description When it was created; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      createdAt: string;
    };
    PrivacyMappingList: {
      /** @description The items of the requested page. */
      items: components['schemas']['PrivacyMapping'][];
      /** @description Total number of items. */
      total: number;
    };
    PrivacyStatistics: {
      /** @description Number of values that are stored because their token is too short to hold them. */
      totalMappings: number;
      /** @description Detections in requests, by category and tenant. */
      byCategory: components['schemas']['CategoryCount'][];
    };
    Problem: {
      /**
       * @description Stable error code.
       * @enum {string}
       */
      code:
        | 'invalid_request'
        | 'unauthenticated'
        | 'forbidden'
        | 'not_found'
        | 'method_not_allowed'
        | 'conflict'
        | 'request_timeout'
        | 'payload_too_large'
        | 'unsupported_media_type'
        | 'rate_limited'
        | 'blocked_by_guardrail'
        | 'guardrail_failed'
        | 'not_supported'
        | 'upgrade_required'
        | 'upstream_rejected'
        | 'upstream_timeout'
        | 'upstream_unavailable'
        | 'upstream_overloaded'
        | 'quota_exhausted'
        | 'no_account_available'
        | 'internal';
      /** @description `urn:codegate:problem:` followed by the code. */
      type: string;
      /**
       * @description Title of the code.
       * @example Invalid request
       */
      title: string;
      /**
       * @description The HTTP status.
       * @example 400
       */
      status: number;
      /**
       * @description What went wrong in this case.
       * @example name must not be empty
       */
      detail: string;
      /** @description The invalid fields; the path of a nested field is written `tiers[0].accountId`. */
      errors?: components['schemas']['FieldError'][];
    };
    ProxyKey: {
      /** @description The proxy API key, masked. */
      proxyApiKey: string;
    };
    RateWindow: {
      /** @description Requests in the last minute. */
      used: number;
      /** @description 0 is unlimited. */
      limit: number;
      /** @description Seconds until another request is allowed; 0 when one is allowed now. */
      freeInSeconds: number;
    };
    Ready: {
      /**
       * @description The current state.
       * @enum {string}
       */
      status: 'unavailable' | 'ok';
      /** @description The state of each part: `ok`, or the reason why not. */
      checks: {
        [key: string]: string;
      };
    };
    RecoveryCodes: {
      /** @description One-time codes for a lost authenticator. They are only in this response. */
      recoveryCodes: string[];
    };
    RefusedField: {
      /**
       * @description The provider of the account or model.
       * @example anthropic
       */
      provider: string;
      /** @description Origin of the upstream that refused it. */
      origin: string;
      /**
       * @description The name of the model.
       * @example claude-sonnet-4-5
       */
      model: string;
      /** @description The field; a dot separates nested fields. */
      field: string;
      /** @description The name that is sent instead; null when the field is removed. */
      renamedTo: string | null;
      /** @description The beginning of the upstream's message. */
      message: string;
      /** @description `tenant`: applied to the tenant that met the refusal; `all`: a second tenant has met it, too. */
      scope: string;
      /** @description The tenant that met it first; null for requests without a tenant. */
      tenantId: string | null;
      /** @description Since when the field is not sent. */
      since: string;
      /** @description When the field is sent again, unless the upstream refuses it once more. */
      expiresAt: string;
      /** @description Number of requests it was removed from. */
      applied: number;
    };
    RefusedFieldList: {
      /** @description The items of the requested page. */
      items: components['schemas']['RefusedField'][];
      /** @description Total number of items. */
      total: number;
    };
    ReplaceModelLimit: {
      /** @description Maximum number of output tokens of a request. */
      maxOutputTokens?: number | null;
      /** @description Whether the model supports tools. */
      supportsToolCalling?: boolean | null;
      /** @description Whether the model supports reasoning. */
      supportsReasoning?: boolean | null;
    };
    ReplaceModelPrice: {
      /** @description USD per million input tokens. */
      input: number;
      /** @description USD per million output tokens. */
      output: number;
      /** @description The input price when absent. The same is true for cacheWrite; cacheWrite1h defaults to cacheWrite. */
      cacheRead?: number | null;
      /** @description USD per million tokens written to the cache for five minutes. */
      cacheWrite?: number | null;
      /** @description USD per million tokens written to the cache for an hour. */
      cacheWrite1h?: number | null;
      /** @description USD per thousand web searches of the provider. */
      webSearch?: number | null;
    };
    ReplaceSso: {
      /**
       * @description The role of users in none of the groups; null to refuse them.
       * @enum {string|null}
       */
      defaultRole?: 'owner' | 'admin' | 'operator' | 'viewer' | 'tenant-admin' | null;
      /**
       * Format: uri
       * @description Exactly as the provider publishes it; https, or http on loopback.
       */
      issuer: string;
      /** @description The client id at the provider. */
      clientId: string;
      /** @description Unchanged when absent, removed when null. */
      clientSecret?: string | null;
      /** @description The scopes requested from the provider. */
      scopes?: string;
      /** @description The claim with the groups of a user; dots select fields of objects. */
      groupsClaim?: string;
      /** @description The first entry whose group the user is in decides the role, at every login. */
      roleMap?: components['schemas']['GroupRole'][];
    };
    ReplaceTiers: {
      /** @description The accounts of each model tier. */
      tiers: components['schemas']['NewConfigTier'][];
    };
    RequestLog: {
      /** @description The id; it never changes. */
      id: string;
      /**
       * Format: date-time
       * @description When the request arrived; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      timestamp: string | null;
      /** @description The id of the request in logs, as in `x-request-id`. */
      requestId: string;
      /**
       * @description The HTTP method.
       * @example POST
       */
      method: string;
      /**
       * @description The path without its query.
       * @example /v1/messages
       */
      path: string;
      /** @description The wire format of the caller. */
      inboundFormat: string;
      /** @description The id of the account. */
      accountId: string | null;
      /**
       * @description The name of the account.
       * @example Work key
       */
      accountName: string | null;
      /**
       * @description The provider of the account or model.
       * @example anthropic
       */
      provider: string | null;
      /** @description The id of the tenant; null for callers without a tenant. */
      tenantId: string | null;
      /** @description The tenant's key; null for the one in the tenant's own row. */
      keyId: string | null;
      /** @description The session id sent by the client; null when there is none. */
      sessionId: string | null;
      /** @description The requested model. */
      originalModel: string | null;
      /** @description The model sent to the account. */
      routedModel: string | null;
      /**
       * @description The HTTP status of the response.
       * @example 200
       */
      statusCode: number;
      /** @description Input tokens; null when unknown. */
      inputTokens: number | null;
      /** @description Output tokens; null when unknown. */
      outputTokens: number | null;
      /** @description Null when the price is unknown or nothing was used. */
      costUsd: number | null;
      /** @description Milliseconds until the response was complete. */
      latencyMs: number;
      /** @description Milliseconds until the first byte of the response; null when there was none. */
      firstByteMs: number | null;
      /** @description Whether the response was streamed. */
      isStream: boolean;
      /** @description Whether another account had been tried before. */
      isFailover: boolean;
      /** @description The attempts, in order. */
      attempts: components['schemas']['LoggedAttempt'][];
      /** @description The error sent to the caller; null for a success. */
      errorMessage: string | null;
      /** @description Null unless detailed request logging was on. */
      requestBody: string | null;
      /** @description The body of the response; null when it was not stored. */
      responseBody: string | null;
    };
    RequestLogList: {
      /** @description The items of the requested page. */
      items: components['schemas']['RequestLogSummary'][];
      /** @description Total number of items. */
      total: number;
      /** @description For the next page; null on the last one. */
      nextCursor: string | null;
    };
    RequestLogSummary: {
      /** @description The id; it never changes. */
      id: string;
      /**
       * Format: date-time
       * @description When the request arrived; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      timestamp: string | null;
      /** @description The id of the request in logs, as in `x-request-id`. */
      requestId: string;
      /**
       * @description The HTTP method.
       * @example POST
       */
      method: string;
      /**
       * @description The path without its query.
       * @example /v1/messages
       */
      path: string;
      /** @description The wire format of the caller. */
      inboundFormat: string;
      /** @description The id of the account. */
      accountId: string | null;
      /**
       * @description The name of the account.
       * @example Work key
       */
      accountName: string | null;
      /**
       * @description The provider of the account or model.
       * @example anthropic
       */
      provider: string | null;
      /** @description The id of the tenant; null for callers without a tenant. */
      tenantId: string | null;
      /** @description The tenant's key; null for the one in the tenant's own row. */
      keyId: string | null;
      /** @description The session id sent by the client; null when there is none. */
      sessionId: string | null;
      /** @description The requested model. */
      originalModel: string | null;
      /** @description The model sent to the account. */
      routedModel: string | null;
      /**
       * @description The HTTP status of the response.
       * @example 200
       */
      statusCode: number;
      /** @description Input tokens; null when unknown. */
      inputTokens: number | null;
      /** @description Output tokens; null when unknown. */
      outputTokens: number | null;
      /** @description Null when the price is unknown or nothing was used. */
      costUsd: number | null;
      /** @description Milliseconds until the response was complete. */
      latencyMs: number;
      /** @description Milliseconds until the first byte of the response; null when there was none. */
      firstByteMs: number | null;
      /** @description Whether the response was streamed. */
      isStream: boolean;
      /** @description Whether another account had been tried before. */
      isFailover: boolean;
      /** @description The attempts, in order. */
      attempts: components['schemas']['LoggedAttempt'][];
      /** @description The error sent to the caller; null for a success. */
      errorMessage: string | null;
    };
    RotateKey: {
      /** @description How long the old key still works; it stops at once when 0 or absent. */
      overlapSeconds?: number;
    };
    Rotation: {
      /** @description Fingerprint of the new key. */
      fingerprint: string;
      /** @description Number of re-encrypted secrets. */
      reEncrypted: number;
      /** @description Number of secrets that could not be decrypted; they are unchanged. */
      failed: number;
    };
    RowProblem: {
      /** @description The stored field. */
      column: string;
      /** @description The reason, as a sentence. */
      reason: string;
    };
    Setup: {
      /** @description The value after `#token=` in the setup link. */
      token: string;
      /** @description Display name. */
      name?: string;
      /**
       * Format: email
       * @description The e-mail address for the login.
       * @example ann@example.com
       */
      email?: string | null;
      /** @description The password. */
      password: string;
    };
    Spend: {
      /** @description Cost since the begin of the month (UTC), in USD. */
      monthUsd: number;
      /** @description Null: no budget. */
      budgetUsd: number | null;
    };
    Sso: {
      /**
       * @description The role of users in none of the groups; null to refuse them.
       * @enum {string|null}
       */
      defaultRole: 'owner' | 'admin' | 'operator' | 'viewer' | 'tenant-admin' | null;
      /**
       * @description Where it is configured; values from the environment cannot be changed here.
       * @enum {string}
       */
      source: 'env' | 'db';
      /**
       * @description Issuer URL of the OpenID Connect provider.
       * @example https://login.example.com
       */
      issuer: string;
      /** @description The client id at the provider. */
      clientId: string;
      /** @description Whether a secret is stored; the secret is write-only. */
      hasClientSecret: boolean;
      /** @description The requested scopes. */
      scopes: string;
      /** @description The claim with the groups of a user. */
      groupsClaim: string;
      /** @description The role of each group. */
      roleMap: components['schemas']['GroupRole'][];
      /** @description Redirect URI to register at the provider; behind a reverse proxy, ADMIN_PUBLIC_URL has to be set. */
      callbackPath: string;
    };
    Tenant: {
      /** @description The id; it never changes. */
      id: string;
      /** @description Display name. */
      name: string;
      /** @description The first characters of its key, to distinguish keys. */
      apiKeyPrefix: string;
      /** @description The id of the config. */
      configId: string | null;
      /** @description Requests per minute; 0 is unlimited. */
      rateLimit: number;
      /** @description 0 is unlimited. */
      tokensPerMinute: number;
      /** @description Maximum number of concurrent requests; 0 is unlimited. */
      maxConcurrent: number;
      /** @description Time zone of the days and months of its budgets; null is UTC. */
      timeZone: string | null;
      /** @description Whether it is enabled. */
      enabled: boolean;
      /**
       * Format: date-time
       * @description When it was created; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      createdAt: string | null;
      /**
       * Format: date-time
       * @description When it was last changed; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      updatedAt: string | null;
      /** @description Invalid stored values; safe defaults are used instead. */
      problems: components['schemas']['TenantProblem'][];
    };
    TenantKey: {
      /**
       * @description The current state.
       * @enum {string}
       */
      status: 'active' | 'disabled' | 'expired' | 'revoked';
      /** @description The id; it never changes. */
      id: string;
      /** @description The id of the tenant; null for callers without a tenant. */
      tenantId: string;
      /** @description Display name. */
      name: string;
      /** @description The first characters, to distinguish keys. */
      keyPrefix: string;
      /** @description Whether it is enabled. */
      enabled: boolean;
      /** @description Whether it was disabled by an actor with tenants:write, so that the tenant cannot enable it. */
      suspended: boolean;
      /**
       * Format: date-time
       * @description When it expires; null for never; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      expiresAt: string | null;
      /**
       * Format: date-time
       * @description When it was revoked; null when it is not revoked; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      revokedAt: string | null;
      /** @description Accurate to a few seconds. */
      lastUsedAt: string | null;
      /** @description Until when the previous key still works after a rotation; null when it does not. */
      previousKeyUntil: string | null;
      /** @description Null: all endpoints. */
      endpoints: string[] | null;
      /** @description Null: all models. */
      models: string[] | null;
      /** @description Requests per minute; 0 is unlimited, as are the next two. */
      rateLimit: number;
      /** @description Tokens per minute; null or 0 is unlimited. */
      tokensPerMinute: number;
      /** @description Maximum number of concurrent requests; null or 0 is unlimited. */
      maxConcurrent: number;
      /** @description Who created it; null when unknown. */
      createdBy: string | null;
      /**
       * Format: date-time
       * @description When it was created; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      createdAt: string | null;
      /**
       * Format: date-time
       * @description When it was last changed; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      updatedAt: string | null;
      /** @description Invalid stored values; safe defaults are used instead. */
      problems: components['schemas']['TenantProblem'][];
    };
    TenantKeyList: {
      /** @description The items of the requested page. */
      items: components['schemas']['TenantKey'][];
      /** @description Total number of items. */
      total: number;
    };
    TenantList: {
      /** @description The items of the requested page. */
      items: components['schemas']['Tenant'][];
      /** @description Total number of items. */
      total: number;
    };
    TenantProblem: {
      /** @description The stored field. */
      column: string;
      /** @description The reason, as a sentence. */
      reason: string;
    };
    TenantSetting: {
      /** @description The effective value. */
      value: boolean | number;
      /**
       * @description Where the value comes from.
       * @enum {string}
       */
      origin: 'key' | 'tenant' | 'global' | 'default';
    };
    TenantSettings: {
      /** @description By name: the effective value and where it comes from. */
      settings: {
        [key: string]: components['schemas']['TenantSetting'];
      };
    };
    TenantWithKey: {
      /** @description The id; it never changes. */
      id: string;
      /** @description Display name. */
      name: string;
      /** @description The first characters of its key, to distinguish keys. */
      apiKeyPrefix: string;
      /** @description The id of the config. */
      configId: string | null;
      /** @description Requests per minute; 0 is unlimited. */
      rateLimit: number;
      /** @description 0 is unlimited. */
      tokensPerMinute: number;
      /** @description Maximum number of concurrent requests; 0 is unlimited. */
      maxConcurrent: number;
      /** @description Time zone of the days and months of its budgets; null is UTC. */
      timeZone: string | null;
      /** @description Whether it is enabled. */
      enabled: boolean;
      /**
       * Format: date-time
       * @description When it was created; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      createdAt: string | null;
      /**
       * Format: date-time
       * @description When it was last changed; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      updatedAt: string | null;
      /** @description Invalid stored values; safe defaults are used instead. */
      problems: components['schemas']['TenantProblem'][];
      /** @description The key. It is only in this response. */
      apiKey: string;
    };
    TestGuardrails: {
      /** @description Text to which the guardrails are applied; it is not stored. */
      text: string;
      /** @description Only these guardrails; by default all that are enabled. */
      categories?: string[];
    };
    TestResult: {
      /** @description The text that would be sent to a provider. */
      anonymized: string;
      /** @description The anonymized text with its values restored. */
      restored: string;
      /** @description The findings and their positions. */
      detections: components['schemas']['Detection'][];
      /** @description Categories because of which a request with this text would not be sent. */
      blocked: string[];
    };
    Token: {
      /** @description The permissions. */
      permissions: (
        | 'accounts:read'
        | 'accounts:write'
        | 'accounts:test'
        | 'alerts:read'
        | 'alerts:write'
        | 'audit:read'
        | 'audit:write'
        | 'configs:read'
        | 'configs:write'
        | 'finetune:read'
        | 'finetune:write'
        | 'guardrails:read'
        | 'guardrails:write'
        | 'logs:read'
        | 'logs:bodies'
        | 'logs:delete'
        | 'models:read'
        | 'models:write'
        | 'sessions:read'
        | 'sessions:write'
        | 'settings:read'
        | 'settings:write'
        | 'settings:keys'
        | 'sso:read'
        | 'sso:write'
        | 'tenants:read'
        | 'tenants:manage'
        | 'tenants:write'
        | 'tokens:read'
        | 'tokens:write'
        | 'usage:read'
        | 'users:read'
        | 'users:write'
      )[];
      /** @description The id; it never changes. */
      id: string;
      /** @description Display name. */
      name: string;
      /** @description The first characters, to distinguish tokens. */
      prefix: string;
      /** @description The id of its owner; null when it was created with ADMIN_TOKEN. */
      userId: string | null;
      /** @description The id of the token it was made with, and with which it ends; null when it was made otherwise. */
      parentId: string | null;
      /** @description The only tenants it may see; null for all. */
      tenantIds: string[] | null;
      /**
       * Format: date-time
       * @description When it expires; null for never; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      expiresAt: string | null;
      /**
       * Format: date-time
       * @description When it was last used; null for never; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      lastUsedAt: string | null;
      /**
       * Format: date-time
       * @description When it was revoked; null when it is not revoked; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      revokedAt: string | null;
      /**
       * Format: date-time
       * @description When it was created; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      createdAt: string | null;
    };
    TokenList: {
      /** @description The items of the requested page. */
      items: components['schemas']['Token'][];
      /** @description Total number of items. */
      total: number;
    };
    TotpCode: {
      /** @description The code of the authenticator. */
      code: string;
    };
    TotpSecret: {
      /** @description The secret in base32, for typing it in. */
      secret: string;
      /** @description The URI to show as a QR code. */
      otpauthUrl: string;
    };
    UpdateAccount: {
      /** @description When the access token expires: ISO 8601, or milliseconds since 1970. */
      tokenExpiresAt?: string | number | null;
      /**
       * @description Display name.
       * @example Work key
       */
      name?: string;
      /**
       * @description The provider of the account or model.
       * @example anthropic
       * @enum {string}
       */
      provider?:
        | 'anthropic'
        | 'cerebras'
        | 'codex'
        | 'custom'
        | 'deepseek'
        | 'gemini'
        | 'glm'
        | 'minimax'
        | 'openai'
        | 'openrouter';
      /**
       * @description How the account authenticates; api_key when absent.
       * @enum {string}
       */
      authType?: 'api_key' | 'oauth';
      /** @description API key, or access token with authType oauth. Write-only; null removes it. */
      apiKey?: string | null;
      /** @description Write-only; null removes it. */
      refreshToken?: string | null;
      /** @description Base URL of the provider's API; the provider's default when absent. A custom account needs one. */
      baseUrl?: string | null;
      /** @description Higher is preferred; 0 when absent. */
      priority?: number;
      /** @description Requests per minute; 0, and when absent, is unlimited. */
      rateLimit?: number;
      /** @description USD per calendar month (UTC); null for no budget. */
      monthlyBudget?: number | null;
      /** @description True when absent. */
      enabled?: boolean;
      /** @description Name of the subscription, such as "pro" or "max". */
      subscriptionType?: string | null;
      /**
       * @description E-mail address of the login at the provider.
       * @example ann@example.com
       */
      accountEmail?: string | null;
      /** @description ChatGPT account id, where the provider needs one. */
      externalAccountId?: string | null;
      /** @description Wire formats of this upstream, the preferred one first; the provider's default when absent. */
      dialects?: ('messages' | 'chat' | 'responses')[] | null;
    };
    UpdateAlertChannels: {
      /**
       * Format: uri
       * @description URL that gets a signed POST for each alert; null removes it.
       */
      webhookUrl?: string | null;
      /** @description Whether to create a new secret for the signatures. */
      rotateWebhookSecret?: boolean;
      /** @description E-mail addresses that get each alert; needs SMTP_URL. */
      emails?: string[];
    };
    UpdateBudget: {
      /**
       * @description `strict` (when absent) reserves the maximum cost of a request and never spends more; `lenient` accepts a request
       *     when no other one is running and something is left; `alert` refuses nothing.
       * @enum {string}
       */
      enforcement?: 'strict' | 'lenient' | 'alert';
      /** @description US dollars. */
      limitUsd?: number;
      /** @description Percentages of the limit that raise an alert; 100 always does. 50, 80 and 95 when absent. */
      thresholds?: number[];
    };
    UpdateConfig: {
      /**
       * @description Display name.
       * @example Default
       */
      name?: string;
      /** @description A note. */
      description?: string | null;
      /**
       * @description How the accounts of a tier are ordered; priority when absent.
       * @enum {string}
       */
      routingStrategy?: 'priority' | 'round-robin' | 'least-used' | 'budget-aware';
      /** @description Whether it serves callers that have no config of their own. The first config does when absent. */
      isActive?: boolean;
      /** @description The accounts of each model tier. */
      tiers?: components['schemas']['NewConfigTier'][];
    };
    UpdateGuardrail: {
      /** @description Null resets it to the global setting or the default. */
      enabled?: boolean | null;
      /**
       * @description anonymize replaces values by tokens, block rejects the request, report only counts.
       * @enum {string|null}
       */
      mode?: 'anonymize' | 'block' | 'report' | null;
      /**
       * @description Where its tokens are restored: everywhere, only in text, or only in the arguments of tool calls.
       * @enum {string|null}
       */
      restore?: 'everywhere' | 'text' | 'arguments' | null;
      /** @description Hosts in whose URLs its tokens are restored although the conversation does not name them; *. stands for subdomains. */
      restoreHosts?: string[] | null;
      /** @description Changes it for this tenant only. */
      tenantId?: string;
      /** @description Whether a weaker setting applies to running conversations, too; a stricter one always does. */
      applyToRunning?: boolean;
    };
    UpdatePrivacy: {
      /** @description Master switch of all guardrails; applies to tenants without a setting of their own. */
      enabled: boolean;
    };
    UpdateTenant: {
      /** @description Requests per minute. */
      rateLimit?: number;
      /** @description Tokens per minute: uncached input, cache writes and output. */
      tokensPerMinute?: number;
      /** @description Maximum number of concurrent requests. */
      maxConcurrent?: number;
      /**
       * @description Display name.
       * @example Team A
       */
      name?: string;
      /** @description The config that routes its requests; the active config when absent. */
      configId?: string | null;
      /**
       * @description Time zone of the days and months of its budgets; UTC when absent.
       * @example Europe/Berlin
       */
      timeZone?: string | null;
      /** @description True when absent. */
      enabled?: boolean;
    };
    UpdateTenantKey: {
      /** @description Requests per minute. */
      rateLimit?: number;
      /** @description Tokens per minute: uncached input, cache writes and output. */
      tokensPerMinute?: number;
      /** @description Maximum number of concurrent requests. */
      maxConcurrent?: number;
      /**
       * @description Display name.
       * @example CI
       */
      name?: string;
      /** @description When the key expires; never when null or absent. */
      expiresAt?: string | null;
      /** @description The endpoints the key may use; all when null or absent. */
      endpoints?:
        | (
            | 'messages'
            | 'count_tokens'
            | 'chat'
            | 'embeddings'
            | 'responses'
            | 'compact'
            | 'response_input_tokens'
          )[]
        | null;
      /**
       * @description The models the key may use: names in which `*` matches any characters and `?` one character; all when null or absent.
       * @example [
       *       "claude-haiku-*"
       *     ]
       */
      models?: string[] | null;
      /** @description True when absent. */
      enabled?: boolean;
    };
    UpdateUser: {
      /**
       * @description The role, which decides the permissions.
       * @example admin
       * @enum {string}
       */
      role?: 'owner' | 'admin' | 'operator' | 'viewer' | 'tenant-admin';
      /** @description Display name. */
      name?: string;
      /**
       * Format: email
       * @description The e-mail address for the login.
       * @example ann@example.com
       */
      email?: string | null;
      /** @description The tenants of a tenant-admin; only for this role. */
      tenantIds?: string[];
      /** @description The password. */
      password?: string;
      /** @description Whether the user may log in; true when absent. */
      enabled?: boolean;
    };
    Usage: {
      /** @description The items of the requested page. */
      items: components['schemas']['UsageSum'][];
      /** @description Number of groups. */
      total: number;
      /** @description The sums over all groups. */
      totals: components['schemas']['UsageTotals'];
    };
    UsageSum: {
      /** @description What the sum is for: a model, an id, a tier, an ISO 8601 hour or a date; null for requests without one. */
      key: string | null;
      /** @description Number of requests. */
      requests: number;
      /** @description Requests to models whose price is unknown; costUsd leaves them out. */
      unpricedRequests: number;
      /**
       * @description Requests whose provider did not tell what they used, because they were cancelled or it never does. Their tokens
       *     and cost are estimated.
       */
      estimatedRequests: number;
      /** @description Input tokens; null when unknown. */
      inputTokens: number;
      /** @description Output tokens; null when unknown. */
      outputTokens: number;
      /** @description Tokens read from the provider's cache. */
      cacheReadTokens: number;
      /** @description Tokens written to the provider's cache. */
      cacheWriteTokens: number;
      /** @description Part of cacheWriteTokens that is kept for an hour. */
      cacheWrite1hTokens: number;
      /** @description Part of outputTokens. */
      reasoningTokens: number;
      /** @description Searches the provider ran; costUsd holds their price. */
      webSearches: number;
      /** @description At list prices: cashUsd and valueUsd together. */
      costUsd: number;
      /** @description What was paid for by use. */
      cashUsd: number;
      /** @description What a subscription covered: worth this much, and not paid for again. */
      valueUsd: number;
    };
    UsageTotals: {
      /** @description Number of requests. */
      requests: number;
      /** @description Requests to models whose price is unknown; costUsd leaves them out. */
      unpricedRequests: number;
      /**
       * @description Requests whose provider did not tell what they used, because they were cancelled or it never does. Their tokens
       *     and cost are estimated.
       */
      estimatedRequests: number;
      /** @description Input tokens; null when unknown. */
      inputTokens: number;
      /** @description Output tokens; null when unknown. */
      outputTokens: number;
      /** @description Tokens read from the provider's cache. */
      cacheReadTokens: number;
      /** @description Tokens written to the provider's cache. */
      cacheWriteTokens: number;
      /** @description Part of cacheWriteTokens that is kept for an hour. */
      cacheWrite1hTokens: number;
      /** @description Part of outputTokens. */
      reasoningTokens: number;
      /** @description Searches the provider ran; costUsd holds their price. */
      webSearches: number;
      /** @description At list prices: cashUsd and valueUsd together. */
      costUsd: number;
      /** @description What was paid for by use. */
      cashUsd: number;
      /** @description What a subscription covered: worth this much, and not paid for again. */
      valueUsd: number;
    };
    User: {
      /**
       * @description The role, which decides the permissions.
       * @example admin
       * @enum {string}
       */
      role: 'owner' | 'admin' | 'operator' | 'viewer' | 'tenant-admin';
      /** @description The user's id; it never changes. */
      id: string;
      /** @description Display name. */
      name: string;
      /**
       * Format: email
       * @description The e-mail address for the login.
       * @example ann@example.com
       */
      email: string | null;
      /** @description The only tenants it may see; null for all. */
      tenantIds: string[];
      /** @description Whether it is enabled. */
      enabled: boolean;
      /** @description Whether a login needs a second factor. */
      totpEnabled: boolean;
      /** @description Whether login with a password is possible. */
      hasPassword: boolean;
      /** @description Whether the user logs in with single sign-on. */
      sso: boolean;
      /**
       * Format: date-time
       * @description The last login; null for never; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      lastLoginAt: string | null;
      /**
       * Format: date-time
       * @description When it was created; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      createdAt: string | null;
      /**
       * Format: date-time
       * @description When it was last changed; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      updatedAt: string | null;
    };
    UserList: {
      /** @description The items of the requested page. */
      items: components['schemas']['User'][];
      /** @description Total number of items. */
      total: number;
    };
  };
  responses: {
    /** @description `invalid_request`: `errors` lists the invalid fields. */
    InvalidRequest: {
      headers: {
        /** @description The id of the request in the log. */
        'x-request-id'?: string;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `unauthenticated`: the token or the session is missing or not valid. */
    Unauthenticated: {
      headers: {
        /** @description The id of the request in the log. */
        'x-request-id'?: string;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `forbidden`: the role or the token does not have the permission. */
    Forbidden: {
      headers: {
        /** @description The id of the request in the log. */
        'x-request-id'?: string;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `not_found`: the resource does not exist, or the caller may not see it. */
    NotFound: {
      headers: {
        /** @description The id of the request in the log. */
        'x-request-id'?: string;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `conflict`: the request conflicts with the current state. */
    Conflict: {
      headers: {
        /** @description The id of the request in the log. */
        'x-request-id'?: string;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `payload_too_large`: the body has more than 2 MiB. */
    PayloadTooLarge: {
      headers: {
        /** @description The id of the request in the log. */
        'x-request-id'?: string;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `unsupported_media_type`: the body is not application/json. */
    UnsupportedMediaType: {
      headers: {
        /** @description The id of the request in the log. */
        'x-request-id'?: string;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `rate_limited`: too many attempts; `retry-after` has the seconds to wait. */
    RateLimited: {
      headers: {
        /** @description The id of the request in the log. */
        'x-request-id'?: string;
        /** @description Seconds to wait. */
        'retry-after'?: number;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `internal`: an error in the gateway; its log has the details under `x-request-id`. */
    Internal: {
      headers: {
        /** @description The id of the request in the log. */
        'x-request-id'?: string;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  'accounts.list': {
    parameters: {
      query?: {
        /** @description Maximum number of items in the response. */
        limit?: number;
        /** @description Number of items to skip. */
        offset?: number;
        /** @description Only items whose name contains this text, in upper or lower case. */
        search?: string;
        /**
         * @description Field to sort by, with a minus sign in front for descending order. Every list has its own fields; an unknown one is
         *     answered with the list of them.
         */
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AccountList'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'accounts.create': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateAccount'];
      };
    };
    responses: {
      /** @description The response. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Account'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'accounts.get': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Account'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'accounts.replace': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateAccount'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Account'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'accounts.delete': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; the response is empty. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'accounts.update': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UpdateAccount'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Account'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'accounts.health': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AccountHealth'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'accounts.test': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AccountTest'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'accounts.toggle': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Account'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'alerts.list': {
    parameters: {
      query?: {
        /** @description Maximum number of items in the response. */
        limit?: number;
        /** @description Number of items to skip. */
        offset?: number;
        /** @description Only items whose name contains this text, in upper or lower case. */
        search?: string;
        /**
         * @description Field to sort by, with a minus sign in front for descending order. Every list has its own fields; an unknown one is
         *     answered with the list of them.
         */
        sort?: string;
        /** @description The id of a budget. */
        budget?: string;
        /** @description Whether the alert has been acknowledged. */
        acknowledged?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AlertList'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'alerts.getChannels': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AlertChannels'];
        };
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'alerts.updateChannels': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UpdateAlertChannels'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ChangedAlertChannels'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'alerts.acknowledge': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Alert'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'audit.list': {
    parameters: {
      query?: {
        /** @description The result. */
        outcome?: 'success' | 'failure';
        /** @description Maximum number of items in the response. */
        limit?: number;
        /** @description The nextCursor of the previous page. */
        cursor?: string;
        /** @description Start of the time range, inclusive. */
        from?: string;
        /** @description End of the time range, exclusive. */
        to?: string;
        /** @description An actor's id or name. */
        actor?: string;
        /** @description An action such as `accounts.create`, or its first part. */
        action?: string;
        /** @description The id of the changed resource. */
        target?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditPage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'audit.export': {
    parameters: {
      query?: {
        /** @description The result. */
        outcome?: 'success' | 'failure';
        /** @description The format of the response. */
        format?: 'jsonl' | 'csv';
        /** @description Start of the time range, inclusive. */
        from?: string;
        /** @description End of the time range, exclusive. */
        to?: string;
        /** @description An actor's id or name. */
        actor?: string;
        /** @description An action such as `accounts.create`, or its first part. */
        action?: string;
        /** @description The id of the changed resource. */
        target?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/x-ndjson': string;
          'text/csv': string;
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'audit.verify': {
    parameters: {
      query?: {
        /** @description Number of the event in the chain. */
        seq?: number;
        /** @description SHA-256 of the event and the previous hash. */
        hash?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditVerification'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'auth.login': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Login'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Me'];
        };
      };
      400: components['responses']['InvalidRequest'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'auth.logout': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; the response is empty. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'auth.me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Me'];
        };
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'auth.methods': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LoginMethods'];
        };
      };
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'oidc.callback': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Redirect to where the login began. */
      302: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'oidc.login': {
    parameters: {
      query?: {
        /** @description Path on this server to redirect to after the login. */
        returnTo?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Redirect to the provider. */
      302: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'oidc.get': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Sso'];
        };
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'oidc.replace': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReplaceSso'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Sso'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'oidc.delete': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; the response is empty. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'auth.changePassword': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangePassword'];
      };
    };
    responses: {
      /** @description Done; the response is empty. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'sessions.list': {
    parameters: {
      query?: {
        /** @description Maximum number of items in the response. */
        limit?: number;
        /** @description Number of items to skip. */
        offset?: number;
        /** @description Only items whose name contains this text, in upper or lower case. */
        search?: string;
        /**
         * @description Field to sort by, with a minus sign in front for descending order. Every list has its own fields; an unknown one is
         *     answered with the list of them.
         */
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LoginSessionList'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'sessions.end': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; the response is empty. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'auth.setup': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Setup'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Me'];
        };
      };
      400: components['responses']['InvalidRequest'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'totp.disable': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ConfirmPassword'];
      };
    };
    responses: {
      /** @description Done; the response is empty. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'totp.enable': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TotpCode'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RecoveryCodes'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'totp.begin': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ConfirmPassword'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TotpSecret'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'budgets.list': {
    parameters: {
      query?: {
        /** @description Maximum number of items in the response. */
        limit?: number;
        /** @description Number of items to skip. */
        offset?: number;
        /** @description Only items whose name contains this text, in upper or lower case. */
        search?: string;
        /**
         * @description Field to sort by, with a minus sign in front for descending order. Every list has its own fields; an unknown one is
         *     answered with the list of them.
         */
        sort?: string;
        /** @description The subject: a tenant, a key or an account. */
        scope?: 'tenant' | 'key' | 'account';
        /** @description Id of a tenant, a key or an account. */
        subject?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BudgetList'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'budgets.create': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateBudget'];
      };
    };
    responses: {
      /** @description The response. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Budget'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'budgets.get': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Budget'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'budgets.delete': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; the response is empty. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'budgets.update': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UpdateBudget'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Budget'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'capabilities.describe': {
    parameters: {
      query: {
        /** @description Name of the model. */
        model: string;
        /** @description An account; its live model list and the fields its upstream refused are taken into account. */
        accountId?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Capabilities'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'capabilities.refused': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RefusedFieldList'];
        };
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'capabilities.forget': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; the response is empty. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'configs.list': {
    parameters: {
      query?: {
        /** @description Maximum number of items in the response. */
        limit?: number;
        /** @description Number of items to skip. */
        offset?: number;
        /** @description Only items whose name contains this text, in upper or lower case. */
        search?: string;
        /**
         * @description Field to sort by, with a minus sign in front for descending order. Every list has its own fields; an unknown one is
         *     answered with the list of them.
         */
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ConfigList'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'configs.create': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateConfig'];
      };
    };
    responses: {
      /** @description The response. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Config'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'configs.get': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Config'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'configs.replace': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateConfig'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Config'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'configs.delete': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; the response is empty. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'configs.update': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UpdateConfig'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Config'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'configs.activate': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Config'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'configs.explain': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Explain'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Explanation'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'configs.replaceTiers': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReplaceTiers'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Config'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'convert.preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ConvertPreview'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ConvertedRequest'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'guardrails.list': {
    parameters: {
      query?: {
        /** @description Shows the settings in force for this tenant. */
        tenantId?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GuardrailList'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'guardrails.listCustom': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CustomGuardrailList'];
        };
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'guardrails.createCustom': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateCustomGuardrail'];
      };
    };
    responses: {
      /** @description The response. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CustomGuardrail'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'guardrails.replaceCustom': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateCustomGuardrail'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CustomGuardrail'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'guardrails.deleteCustom': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; the response is empty. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'guardrails.test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TestGuardrails'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TestResult'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'guardrails.update': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UpdateGuardrail'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Guardrail'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'logs.list': {
    parameters: {
      query?: {
        /** @description `success`, `error` or an HTTP status. */
        status?: string;
        /** @description Maximum number of items in the response. */
        limit?: number;
        /** @description First moment, inclusive. */
        from?: string;
        /** @description Last moment, exclusive. */
        to?: string;
        /** @description The model that was asked for or answered: its whole name, or the beginning of it and a `*`. */
        model?: string;
        /** @description An account's id, or part of the name of an account there is. */
        account?: string;
        /** @description A tenant's id. */
        tenant?: string;
        /** @description A tenant key's id. */
        key?: string;
        /** @description A session's id. */
        session?: string;
        /** @description Ignored with a cursor. */
        offset?: number;
        /** @description nextCursor of the page before. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestLogList'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'logs.delete': {
    parameters: {
      query?: {
        /** @description Everything older than this moment. */
        before?: string;
        /** @description Everything. */
        all?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeletedLogs'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'exports.logs': {
    parameters: {
      query?: {
        /** @description `success`, `error` or an HTTP status. */
        status?: string;
        /** @description First moment, inclusive. */
        from?: string;
        /** @description Last moment, exclusive. */
        to?: string;
        /** @description The model that was asked for or answered: its whole name, or the beginning of it and a `*`. */
        model?: string;
        /** @description An account's id, or part of the name of an account there is. */
        account?: string;
        /** @description A tenant's id. */
        tenant?: string;
        /** @description A tenant key's id. */
        key?: string;
        /** @description A session's id. */
        session?: string;
        /** @description The format of the response. */
        format?: 'csv' | 'jsonl';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file, written while it is read */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
          'application/jsonl': string;
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'logs.get': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestLog'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'privacy.get': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Privacy'];
        };
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'privacy.update': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UpdatePrivacy'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Privacy'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'privacy.mappings': {
    parameters: {
      query?: {
        /** @description Maximum number of items in the response. */
        limit?: number;
        /** @description Number of items to skip. */
        offset?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PrivacyMappingList'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'privacy.reset': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Deleted'];
        };
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'privacy.rotateKey': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GuardrailKey'];
        };
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'settings.get': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * @description Whether another account is tried when one fails.
             * @default true
             */
            autoSwitchOnError: boolean;
            /**
             * @description Whether another account is tried when one is at its limit.
             * @default true
             */
            autoSwitchOnRateLimit: boolean;
            /**
             * @description Whether requests are logged.
             * @default false
             */
            requestLogging: boolean;
            /**
             * @description Whether logs contain bodies too.
             * @default false
             */
            detailedRequestLogging: boolean;
            /**
             * @description Number of days logs are kept.
             * @default 30
             */
            logRetentionDays: number;
            /**
             * @description Number of days audit events are kept.
             * @default 365
             */
            auditRetentionDays: number;
            /**
             * @description Whether every caller needs the key of a tenant.
             * @default false
             */
            multiTenancy: boolean;
            /**
             * @description Whether guardrails are applied to requests.
             * @default false
             */
            privacyEnabled: boolean;
            /**
             * @description Whether logs contain the body after the guardrails instead of the original one.
             * @default true
             */
            anonymizeLogs: boolean;
            /**
             * @description Whether conversations are collected for fine-tuning.
             * @default false
             */
            finetuneLogging: boolean;
            /**
             * @description Whether collected conversations contain their whole history.
             * @default false
             */
            finetuneFullContext: boolean;
            /**
             * @description Whether responses name the model the client asked for; otherwise the model of the provider.
             * @default true
             */
            showRequestedModel: boolean;
            /**
             * @description Whether responses to tenants name the account.
             * @default true
             */
            revealRouteToTenants: boolean;
            /** @description Masked */
            proxyApiKey?: string | null;
            /**
             * @description Whether the proxy API key comes from the environment or the database.
             * @enum {string}
             */
            proxyApiKeySource?: 'env' | 'db' | 'none';
            /** @description The tenant whose key is the proxy API key; null for none. */
            defaultTenantId?: string | null;
          };
        };
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'settings.put': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * @description Whether another account is tried when one fails.
           * @default true
           */
          autoSwitchOnError?: boolean | null;
          /**
           * @description Whether another account is tried when one is at its limit.
           * @default true
           */
          autoSwitchOnRateLimit?: boolean | null;
          /**
           * @description Whether requests are logged.
           * @default false
           */
          requestLogging?: boolean | null;
          /**
           * @description Whether logs contain bodies too.
           * @default false
           */
          detailedRequestLogging?: boolean | null;
          /**
           * @description Number of days logs are kept.
           * @default 30
           */
          logRetentionDays?: number | null;
          /**
           * @description Number of days audit events are kept.
           * @default 365
           */
          auditRetentionDays?: number | null;
          /**
           * @description Whether every caller needs the key of a tenant.
           * @default false
           */
          multiTenancy?: boolean | null;
          /**
           * @description Whether guardrails are applied to requests.
           * @default false
           */
          privacyEnabled?: boolean | null;
          /**
           * @description Whether logs contain the body after the guardrails instead of the original one.
           * @default true
           */
          anonymizeLogs?: boolean | null;
          /**
           * @description Whether conversations are collected for fine-tuning.
           * @default false
           */
          finetuneLogging?: boolean | null;
          /**
           * @description Whether collected conversations contain their whole history.
           * @default false
           */
          finetuneFullContext?: boolean | null;
          /**
           * @description Whether responses name the model the client asked for; otherwise the model of the provider.
           * @default true
           */
          showRequestedModel?: boolean | null;
          /**
           * @description Whether responses to tenants name the account.
           * @default true
           */
          revealRouteToTenants?: boolean | null;
          /** @description Write-only; null removes it */
          proxyApiKey?: string | null;
        };
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * @description Whether another account is tried when one fails.
             * @default true
             */
            autoSwitchOnError: boolean;
            /**
             * @description Whether another account is tried when one is at its limit.
             * @default true
             */
            autoSwitchOnRateLimit: boolean;
            /**
             * @description Whether requests are logged.
             * @default false
             */
            requestLogging: boolean;
            /**
             * @description Whether logs contain bodies too.
             * @default false
             */
            detailedRequestLogging: boolean;
            /**
             * @description Number of days logs are kept.
             * @default 30
             */
            logRetentionDays: number;
            /**
             * @description Number of days audit events are kept.
             * @default 365
             */
            auditRetentionDays: number;
            /**
             * @description Whether every caller needs the key of a tenant.
             * @default false
             */
            multiTenancy: boolean;
            /**
             * @description Whether guardrails are applied to requests.
             * @default false
             */
            privacyEnabled: boolean;
            /**
             * @description Whether logs contain the body after the guardrails instead of the original one.
             * @default true
             */
            anonymizeLogs: boolean;
            /**
             * @description Whether conversations are collected for fine-tuning.
             * @default false
             */
            finetuneLogging: boolean;
            /**
             * @description Whether collected conversations contain their whole history.
             * @default false
             */
            finetuneFullContext: boolean;
            /**
             * @description Whether responses name the model the client asked for; otherwise the model of the provider.
             * @default true
             */
            showRequestedModel: boolean;
            /**
             * @description Whether responses to tenants name the account.
             * @default true
             */
            revealRouteToTenants: boolean;
            /** @description Masked */
            proxyApiKey?: string | null;
            /**
             * @description Whether the proxy API key comes from the environment or the database.
             * @enum {string}
             */
            proxyApiKeySource?: 'env' | 'db' | 'none';
            /** @description The tenant whose key is the proxy API key; null for none. */
            defaultTenantId?: string | null;
            /** @description Effects of the change on keys in use */
            warnings?: string[];
          };
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'settings.patch': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * @description Whether another account is tried when one fails.
           * @default true
           */
          autoSwitchOnError?: boolean | null;
          /**
           * @description Whether another account is tried when one is at its limit.
           * @default true
           */
          autoSwitchOnRateLimit?: boolean | null;
          /**
           * @description Whether requests are logged.
           * @default false
           */
          requestLogging?: boolean | null;
          /**
           * @description Whether logs contain bodies too.
           * @default false
           */
          detailedRequestLogging?: boolean | null;
          /**
           * @description Number of days logs are kept.
           * @default 30
           */
          logRetentionDays?: number | null;
          /**
           * @description Number of days audit events are kept.
           * @default 365
           */
          auditRetentionDays?: number | null;
          /**
           * @description Whether every caller needs the key of a tenant.
           * @default false
           */
          multiTenancy?: boolean | null;
          /**
           * @description Whether guardrails are applied to requests.
           * @default false
           */
          privacyEnabled?: boolean | null;
          /**
           * @description Whether logs contain the body after the guardrails instead of the original one.
           * @default true
           */
          anonymizeLogs?: boolean | null;
          /**
           * @description Whether conversations are collected for fine-tuning.
           * @default false
           */
          finetuneLogging?: boolean | null;
          /**
           * @description Whether collected conversations contain their whole history.
           * @default false
           */
          finetuneFullContext?: boolean | null;
          /**
           * @description Whether responses name the model the client asked for; otherwise the model of the provider.
           * @default true
           */
          showRequestedModel?: boolean | null;
          /**
           * @description Whether responses to tenants name the account.
           * @default true
           */
          revealRouteToTenants?: boolean | null;
          /** @description Write-only; null removes it */
          proxyApiKey?: string | null;
        };
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * @description Whether another account is tried when one fails.
             * @default true
             */
            autoSwitchOnError: boolean;
            /**
             * @description Whether another account is tried when one is at its limit.
             * @default true
             */
            autoSwitchOnRateLimit: boolean;
            /**
             * @description Whether requests are logged.
             * @default false
             */
            requestLogging: boolean;
            /**
             * @description Whether logs contain bodies too.
             * @default false
             */
            detailedRequestLogging: boolean;
            /**
             * @description Number of days logs are kept.
             * @default 30
             */
            logRetentionDays: number;
            /**
             * @description Number of days audit events are kept.
             * @default 365
             */
            auditRetentionDays: number;
            /**
             * @description Whether every caller needs the key of a tenant.
             * @default false
             */
            multiTenancy: boolean;
            /**
             * @description Whether guardrails are applied to requests.
             * @default false
             */
            privacyEnabled: boolean;
            /**
             * @description Whether logs contain the body after the guardrails instead of the original one.
             * @default true
             */
            anonymizeLogs: boolean;
            /**
             * @description Whether conversations are collected for fine-tuning.
             * @default false
             */
            finetuneLogging: boolean;
            /**
             * @description Whether collected conversations contain their whole history.
             * @default false
             */
            finetuneFullContext: boolean;
            /**
             * @description Whether responses name the model the client asked for; otherwise the model of the provider.
             * @default true
             */
            showRequestedModel: boolean;
            /**
             * @description Whether responses to tenants name the account.
             * @default true
             */
            revealRouteToTenants: boolean;
            /** @description Masked */
            proxyApiKey?: string | null;
            /**
             * @description Whether the proxy API key comes from the environment or the database.
             * @enum {string}
             */
            proxyApiKeySource?: 'env' | 'db' | 'none';
            /** @description The tenant whose key is the proxy API key; null for none. */
            defaultTenantId?: string | null;
            /** @description Effects of the change on keys in use */
            warnings?: string[];
          };
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'settings.getEncryption': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Encryption'];
        };
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'settings.rotateAccountKey': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Rotation'];
        };
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'modelLimits.list': {
    parameters: {
      query?: {
        /** @description Maximum number of items in the response. */
        limit?: number;
        /** @description Number of items to skip. */
        offset?: number;
        /** @description Only items whose name contains this text, in upper or lower case. */
        search?: string;
        /**
         * @description Field to sort by, with a minus sign in front for descending order. Every list has its own fields; an unknown one is
         *     answered with the list of them.
         */
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModelLimitList'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'modelLimits.get': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The model name; encode slashes as %2F */
        modelId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModelLimit'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'modelLimits.replace': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The model name; encode slashes as %2F */
        modelId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReplaceModelLimit'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModelLimit'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'modelLimits.delete': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The model name; encode slashes as %2F */
        modelId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; the response is empty. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'models.list': {
    parameters: {
      query?: {
        /** @description Only accounts of this provider. */
        provider?:
          | 'anthropic'
          | 'cerebras'
          | 'codex'
          | 'custom'
          | 'deepseek'
          | 'gemini'
          | 'glm'
          | 'minimax'
          | 'openai'
          | 'openrouter';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModelList'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'models.refresh': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ModelsQuery'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModelList'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'modelPrices.list': {
    parameters: {
      query?: {
        /** @description Maximum number of items in the response. */
        limit?: number;
        /** @description Number of items to skip. */
        offset?: number;
        /** @description Only items whose name contains this text, in upper or lower case. */
        search?: string;
        /**
         * @description Field to sort by, with a minus sign in front for descending order. Every list has its own fields; an unknown one is
         *     answered with the list of them.
         */
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModelPriceList'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'modelPrices.get': {
    parameters: {
      query?: {
        /** @description The provider whose list price is used */
        provider?: string;
      };
      header?: never;
      path: {
        /** @description The model name sent to the provider, with slashes encoded as %2F; `*` for models without a known price */
        model: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModelPrice'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'modelPrices.replace': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The model name sent to the provider, with slashes encoded as %2F; `*` for models without a known price */
        model: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReplaceModelPrice'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModelPrice'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'modelPrices.delete': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The model name sent to the provider, with slashes encoded as %2F; `*` for models without a known price */
        model: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; the response is empty. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'settings.regenerateProxyKey': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProxyKey'];
        };
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tenants.list': {
    parameters: {
      query?: {
        /** @description Maximum number of items in the response. */
        limit?: number;
        /** @description Number of items to skip. */
        offset?: number;
        /** @description Only items whose name contains this text, in upper or lower case. */
        search?: string;
        /**
         * @description Field to sort by, with a minus sign in front for descending order. Every list has its own fields; an unknown one is
         *     answered with the list of them.
         */
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TenantList'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tenants.create': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateTenant'];
      };
    };
    responses: {
      /** @description The response. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TenantWithKey'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tenants.get': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: unknown;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Tenant'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tenants.replace': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: unknown;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateTenant'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Tenant'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tenants.delete': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: unknown;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; the response is empty. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tenants.update': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: unknown;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UpdateTenant'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Tenant'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tenantKeys.list': {
    parameters: {
      query?: {
        /** @description Maximum number of items in the response. */
        limit?: number;
        /** @description Number of items to skip. */
        offset?: number;
        /** @description Only items whose name contains this text, in upper or lower case. */
        search?: string;
        /**
         * @description Field to sort by, with a minus sign in front for descending order. Every list has its own fields; an unknown one is
         *     answered with the list of them.
         */
        sort?: string;
      };
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TenantKeyList'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tenantKeys.create': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateTenantKey'];
      };
    };
    responses: {
      /** @description The response. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NewTenantKey'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tenantKeys.get': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
        /** @description The id of the tenant's key. */
        keyId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TenantKey'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tenantKeys.delete': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
        /** @description The id of the tenant's key. */
        keyId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; the response is empty. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tenantKeys.update': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
        /** @description The id of the tenant's key. */
        keyId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UpdateTenantKey'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TenantKey'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tenantKeys.rotate': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
        /** @description The id of the tenant's key. */
        keyId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RotateKey'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NewTenantKey'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tenantKeys.getSettings': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
        /** @description The id of the tenant's key. */
        keyId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TenantSettings'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tenantKeys.replaceSettings': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
        /** @description The id of the tenant's key. */
        keyId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * @description Whether another account is tried when one fails.
           * @default true
           */
          autoSwitchOnError?: boolean | null;
          /**
           * @description Whether another account is tried when one is at its limit.
           * @default true
           */
          autoSwitchOnRateLimit?: boolean | null;
          /**
           * @description Whether requests are logged.
           * @default false
           */
          requestLogging?: boolean | null;
          /**
           * @description Whether logs contain bodies too.
           * @default false
           */
          detailedRequestLogging?: boolean | null;
          /**
           * @description Whether guardrails are applied to requests.
           * @default false
           */
          privacyEnabled?: boolean | null;
          /**
           * @description Whether logs contain the body after the guardrails instead of the original one.
           * @default true
           */
          anonymizeLogs?: boolean | null;
          /**
           * @description Whether conversations are collected for fine-tuning.
           * @default false
           */
          finetuneLogging?: boolean | null;
          /**
           * @description Whether collected conversations contain their whole history.
           * @default false
           */
          finetuneFullContext?: boolean | null;
          /**
           * @description Whether responses name the model the client asked for; otherwise the model of the provider.
           * @default true
           */
          showRequestedModel?: boolean | null;
          /**
           * @description Whether responses to tenants name the account.
           * @default true
           */
          revealRouteToTenants?: boolean | null;
        };
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TenantSettings'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tenantKeys.updateSettings': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
        /** @description The id of the tenant's key. */
        keyId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * @description Whether another account is tried when one fails.
           * @default true
           */
          autoSwitchOnError?: boolean | null;
          /**
           * @description Whether another account is tried when one is at its limit.
           * @default true
           */
          autoSwitchOnRateLimit?: boolean | null;
          /**
           * @description Whether requests are logged.
           * @default false
           */
          requestLogging?: boolean | null;
          /**
           * @description Whether logs contain bodies too.
           * @default false
           */
          detailedRequestLogging?: boolean | null;
          /**
           * @description Whether guardrails are applied to requests.
           * @default false
           */
          privacyEnabled?: boolean | null;
          /**
           * @description Whether logs contain the body after the guardrails instead of the original one.
           * @default true
           */
          anonymizeLogs?: boolean | null;
          /**
           * @description Whether conversations are collected for fine-tuning.
           * @default false
           */
          finetuneLogging?: boolean | null;
          /**
           * @description Whether collected conversations contain their whole history.
           * @default false
           */
          finetuneFullContext?: boolean | null;
          /**
           * @description Whether responses name the model the client asked for; otherwise the model of the provider.
           * @default true
           */
          showRequestedModel?: boolean | null;
          /**
           * @description Whether responses to tenants name the account.
           * @default true
           */
          revealRouteToTenants?: boolean | null;
        };
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TenantSettings'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tenantKeys.usage': {
    parameters: {
      query?: {
        /** @description Maximum number of items in the response. */
        limit?: number;
        /** @description Number of items to skip. */
        offset?: number;
        /** @description The field to group by. */
        groupBy?: 'model' | 'account' | 'tenant' | 'key' | 'tier' | 'session' | 'hour' | 'day';
        /** @description First moment, inclusive. */
        from?: string;
        /** @description Last moment, exclusive. */
        to?: string;
      };
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
        /** @description The id of the tenant's key. */
        keyId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Usage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tenants.rotateKey': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: unknown;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TenantWithKey'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tenants.getSettings': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: unknown;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TenantSettings'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tenants.replaceSettings': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: unknown;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * @description Whether another account is tried when one fails.
           * @default true
           */
          autoSwitchOnError?: boolean | null;
          /**
           * @description Whether another account is tried when one is at its limit.
           * @default true
           */
          autoSwitchOnRateLimit?: boolean | null;
          /**
           * @description Whether requests are logged.
           * @default false
           */
          requestLogging?: boolean | null;
          /**
           * @description Whether logs contain bodies too.
           * @default false
           */
          detailedRequestLogging?: boolean | null;
          /**
           * @description Whether guardrails are applied to requests.
           * @default false
           */
          privacyEnabled?: boolean | null;
          /**
           * @description Whether logs contain the body after the guardrails instead of the original one.
           * @default true
           */
          anonymizeLogs?: boolean | null;
          /**
           * @description Whether conversations are collected for fine-tuning.
           * @default false
           */
          finetuneLogging?: boolean | null;
          /**
           * @description Whether collected conversations contain their whole history.
           * @default false
           */
          finetuneFullContext?: boolean | null;
          /**
           * @description Whether responses name the model the client asked for; otherwise the model of the provider.
           * @default true
           */
          showRequestedModel?: boolean | null;
          /**
           * @description Whether responses to tenants name the account.
           * @default true
           */
          revealRouteToTenants?: boolean | null;
        };
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TenantSettings'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tenants.updateSettings': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: unknown;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * @description Whether another account is tried when one fails.
           * @default true
           */
          autoSwitchOnError?: boolean | null;
          /**
           * @description Whether another account is tried when one is at its limit.
           * @default true
           */
          autoSwitchOnRateLimit?: boolean | null;
          /**
           * @description Whether requests are logged.
           * @default false
           */
          requestLogging?: boolean | null;
          /**
           * @description Whether logs contain bodies too.
           * @default false
           */
          detailedRequestLogging?: boolean | null;
          /**
           * @description Whether guardrails are applied to requests.
           * @default false
           */
          privacyEnabled?: boolean | null;
          /**
           * @description Whether logs contain the body after the guardrails instead of the original one.
           * @default true
           */
          anonymizeLogs?: boolean | null;
          /**
           * @description Whether conversations are collected for fine-tuning.
           * @default false
           */
          finetuneLogging?: boolean | null;
          /**
           * @description Whether collected conversations contain their whole history.
           * @default false
           */
          finetuneFullContext?: boolean | null;
          /**
           * @description Whether responses name the model the client asked for; otherwise the model of the provider.
           * @default true
           */
          showRequestedModel?: boolean | null;
          /**
           * @description Whether responses to tenants name the account.
           * @default true
           */
          revealRouteToTenants?: boolean | null;
        };
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TenantSettings'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tenants.usage': {
    parameters: {
      query?: {
        /** @description Maximum number of items in the response. */
        limit?: number;
        /** @description Number of items to skip. */
        offset?: number;
        /** @description The field to group by. */
        groupBy?: 'model' | 'account' | 'tenant' | 'key' | 'tier' | 'session' | 'hour' | 'day';
        /** @description First moment, inclusive. */
        from?: string;
        /** @description Last moment, exclusive. */
        to?: string;
      };
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: unknown;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Usage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tokens.list': {
    parameters: {
      query?: {
        /** @description Maximum number of items in the response. */
        limit?: number;
        /** @description Number of items to skip. */
        offset?: number;
        /** @description Only items whose name contains this text, in upper or lower case. */
        search?: string;
        /**
         * @description Field to sort by, with a minus sign in front for descending order. Every list has its own fields; an unknown one is
         *     answered with the list of them.
         */
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TokenList'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tokens.create': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateToken'];
      };
    };
    responses: {
      /** @description The response. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NewToken'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tokens.get': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Token'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'tokens.revoke': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; the response is empty. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'usage.get': {
    parameters: {
      query?: {
        /** @description Maximum number of items in the response. */
        limit?: number;
        /** @description Number of items to skip. */
        offset?: number;
        /** @description The field to group by. */
        groupBy?: 'model' | 'account' | 'tenant' | 'key' | 'tier' | 'session' | 'hour' | 'day';
        /** @description First moment, inclusive. */
        from?: string;
        /** @description Last moment, exclusive. */
        to?: string;
        /** @description An account's id. */
        account?: string;
        /** @description A tenant's id. */
        tenant?: string;
        /** @description A tenant key's id. */
        key?: string;
        /** @description A config's id. */
        config?: string;
        /** @description A model, as the provider was asked for it. */
        model?: string;
        /** @description Tier of the requested model. */
        tier?: string;
        /** @description A session's id. */
        session?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Usage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'exports.usage': {
    parameters: {
      query?: {
        /** @description First moment, inclusive. */
        from?: string;
        /** @description Last moment, exclusive. */
        to?: string;
        /** @description An account's id. */
        account?: string;
        /** @description A tenant's id. */
        tenant?: string;
        /** @description A tenant key's id. */
        key?: string;
        /** @description A config's id. */
        config?: string;
        /** @description A model, as the provider was asked for it. */
        model?: string;
        /** @description Tier of the requested model. */
        tier?: string;
        /** @description A session's id. */
        session?: string;
        /** @description The format of the response. */
        format?: 'csv' | 'jsonl';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file, written while it is read */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
          'application/jsonl': string;
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'users.list': {
    parameters: {
      query?: {
        /** @description Maximum number of items in the response. */
        limit?: number;
        /** @description Number of items to skip. */
        offset?: number;
        /** @description Only items whose name contains this text, in upper or lower case. */
        search?: string;
        /**
         * @description Field to sort by, with a minus sign in front for descending order. Every list has its own fields; an unknown one is
         *     answered with the list of them.
         */
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserList'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'users.create': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateUser'];
      };
    };
    responses: {
      /** @description The response. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['User'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'users.get': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['User'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'users.delete': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; the response is empty. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'users.update': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UpdateUser'];
      };
    };
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['User'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'users.removeSecondFactor': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id; it never changes. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['User'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'health.live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Live'];
        };
      };
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  'health.ready': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ready'];
        };
      };
      403: components['responses']['Forbidden'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
}
