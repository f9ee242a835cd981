// Written by npm run api-client out of openapi.json.

export interface paths {
  '/api/accounts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All accounts, the preferred ones first. */
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
    /** Replaces the account; secrets that are not mentioned stay. */
    put: operations['accounts.replace'];
    post?: never;
    /** Deletes an account. */
    delete: operations['accounts.delete'];
    options?: never;
    head?: never;
    /** Changes what is mentioned of an account. */
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
    /** Whether the account can be used now, and why not. */
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
    /** Makes one real call to the provider. The answer is 200 whether it succeeds or not. */
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
    /** Switches the account on or off. */
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
    /** The newest first. */
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
    /** Where alerts go. */
    get: operations['alerts.getChannels'];
    /** Changes where alerts go. A new secret for the webhook is part of this answer and of no other. */
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
    /** Says that an alert was seen. */
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
    /** Who did what, the newest first. */
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
    /** All events, the oldest first, as JSON lines or CSV. */
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
    /** Computes the chain of hashes anew, from its beginning to its end. */
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
    /** Opens a session, which the answer sets as a cookie. 401 naming `code` when a second factor is asked for. */
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
    /** Who asks. */
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
    /** What a login page has to offer. */
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
    /** Where the provider sends the browser back to: opens a session. A browser is told on a page why not. */
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
    /** Sends the browser to the provider. */
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
    /** How single sign-on is set up; 404 when it is not. */
    get: operations['oidc.get'];
    /** Sets single sign-on up. The client secret goes in, never out. */
    put: operations['oidc.replace'];
    post?: never;
    /** Ends single sign-on; users who came with it stay, and cannot log in. */
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
    /** Changes the own password; every other session ends. */
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
    /** Where one is logged in oneself, the last used first; nowhere for tokens. */
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
    /** Ends an own session, from its next request on; ending the one that asks is a logout. */
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
    /** Makes the first owner, once, with the link of the banner, and logs in. */
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
    /** Ends asking for a code at logins. */
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
    /** Ends what setup began, with a code: from now on every login asks for one. */
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
    /** Begins: answers the secret for the authenticator. */
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
    /** Limits what a tenant, a key or an account may spend. What was spent in the running period counts. */
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
    /** Changes what is mentioned of a budget. */
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
    /** What a model can do and costs, with the source and the age of every value. */
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
    /** Fields upstreams refused; they are left out until a day has passed. */
    get: operations['capabilities.refused'];
    put?: never;
    post?: never;
    /** Sends the refused fields again. */
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
    /** Changes what is mentioned of a config. */
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
    /** What an account would be sent for a request, and what would be changed on the way; nothing is sent. */
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
    /** Changes a guardrail, globally or for one tenant. Running conversations keep their rules unless `applyToRunning` is set. */
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
    /** The settings in force for everybody. */
    get: operations['settings.get'];
    /** Sets some settings; null goes back to the default. */
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
    /** The keys of the encryption at rest, by fingerprint. */
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
    /** Makes a new key and encrypts every stored secret anew. */
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
    /** The models the enabled accounts offer, as their providers list them. */
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
    /** The same, asked for anew. */
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
    /** The price in force for a model, and where it comes from. */
    get: operations['modelPrices.get'];
    /** Replaces a model price. */
    put: operations['modelPrices.replace'];
    post?: never;
    /** Goes back to the built-in price. */
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
    /** Replaces the key of the proxy. It is part of this answer and of no other. */
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
    /** Creates a tenant. Its key is part of this answer and of no other. */
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
    /** Changes what is mentioned of a tenant. */
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
    /** Creates a key. It is part of this answer and of no other. */
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
    /** Revokes the key: it stops at once and stays in the list. A revoked key is deleted. */
    delete: operations['tenantKeys.delete'];
    options?: never;
    head?: never;
    /** Changes what is mentioned of a tenant key. */
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
    /** Gives a new key for the same purpose; the old one works until the overlap is over. */
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
    /** The settings in force for the key, and where each comes from. */
    get: operations['tenantKeys.getSettings'];
    /** Sets the key's own values; those that are not mentioned, or null, are given up. */
    put: operations['tenantKeys.replaceSettings'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Sets some of the key's own values; null gives one up. */
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
    /** What the key has used. */
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
    /** Gives the tenant a new key; the old one stops working at once. */
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
    /** The settings in force for the tenant, and where each comes from. */
    get: operations['tenants.getSettings'];
    /** Sets the tenant's own values; those that are not mentioned, or null, are given up. */
    put: operations['tenants.replaceSettings'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Sets some of the tenant's own values; null gives one up. */
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
    /** What the tenant has used. */
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
    /** The own tokens, or everybody's for who may see users; the newest first. */
    get: operations['tokens.list'];
    put?: never;
    /** Makes a token. It is part of this answer and of no other. */
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
    /** Revokes the token; it stays in the list. */
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
    /** With sessions and API tokens. */
    delete: operations['users.delete'];
    options?: never;
    head?: never;
    /** Changes what is mentioned of a user. */
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
    /** Switches the second factor of somebody off who has lost it. */
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
    /** Whether the process runs. */
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
    /** Whether the gateway can serve; 503 when it cannot. */
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
      /** @description A name for people. */
      name: string;
      /**
       * @description The provider of the account or model.
       * @example anthropic
       */
      provider: string;
      /** @description How the account proves itself: `api_key` or `oauth`. */
      authType: string;
      /** @description First and last characters, or null when there is no key. */
      apiKey: string | null;
      /** @description `***`, or null when there is none. */
      refreshToken: string | null;
      /**
       * Format: date-time
       * @description When the access token ends; null when that is not known; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      tokenExpiresAt: string | null;
      /** @description The root in force; null when nobody knows it. */
      baseUrl: string | null;
      /** @description Whether baseUrl is the provider's, not the account's own. */
      isDefaultBaseUrl: boolean;
      /** @description The wire formats in force. */
      dialects: string[];
      /** @description Whether dialects are the provider's, not the account's own. */
      isDefaultDialects: boolean;
      /** @description Higher is preferred. */
      priority: number;
      /** @description Requests per minute; 0 is unlimited. */
      rateLimit: number;
      /** @description USD per calendar month (UTC); null for no budget. */
      monthlyBudget: number | null;
      /** @description Whether it is in use. */
      enabled: boolean;
      /**
       * @description For people: "pro", "max" and the like.
       * @example max
       */
      subscriptionType: string | null;
      /**
       * @description The provider's login, for people.
       * @example ann@example.com
       */
      accountEmail: string | null;
      /** @description ChatGPT's account id, where the provider wants one. */
      externalAccountId: string | null;
      /** @description How the last request ended. */
      status: string;
      /**
       * Format: date-time
       * @description When it was last used; null for never; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      lastUsedAt: string | null;
      /** @description What the last failed request was answered; null when it worked since. */
      lastError: string | null;
      /**
       * Format: date-time
       * @description When the last error happened; null for never; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      lastErrorAt: string | null;
      /** @description Failures since the last success. */
      errorCount: number;
      /** @description Whether a stored secret cannot be decrypted with the keys at hand. */
      decryptError: boolean;
      /** @description Stored values that cannot be used; safe ones stand in for them. */
      problems: components['schemas']['RowProblem'][];
      /** @description Why the account or one of its models rests, and until when. */
      cooldowns: components['schemas']['Cooldown'][];
      /**
       * Format: date-time
       * @description When it was made; ISO 8601, UTC.
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
      /** @description A name for people. */
      name: string;
      /** @description Whether it is in use. */
      enabled: boolean;
      /** @description Whether a request could be sent to the account now. */
      available: boolean;
      /** @description Why not, for people; null when it is available. */
      reason: string | null;
      /** @description The state it is in. */
      status: string;
      /**
       * Format: date-time
       * @description When it was last used; null for never; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      lastUsedAt: string | null;
      /** @description What the last failed request was answered; null when it worked since. */
      lastError: string | null;
      /**
       * Format: date-time
       * @description When the last error happened; null for never; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      lastErrorAt: string | null;
      /** @description Failures since the last success. */
      errorCount: number;
      /** @description Whether a stored secret cannot be decrypted with the keys at hand. */
      decryptError: boolean;
      /** @description Why the account or one of its models rests, and until when. */
      cooldowns: components['schemas']['Cooldown'][];
      /** @description The requests of the last minute. */
      rateWindow: components['schemas']['RateWindow'];
      /** @description What the account has cost this month. */
      spend: components['schemas']['Spend'];
    };
    AccountList: {
      /** @description The part of the list that was asked for. */
      items: components['schemas']['Account'][];
      /** @description Number of accounts. */
      total: number;
    };
    AccountTest: {
      /** @description Whether it worked. */
      success: boolean;
      /** @description What the provider said, without secrets. */
      message: string;
      /** @description Milliseconds until the answer was complete. */
      latencyMs: number;
    };
    Alert: {
      /**
       * @description What the caller proved itself with.
       * @enum {string}
       */
      kind: 'budget_threshold' | 'budget_exceeded';
      /**
       * @description What it concerns.
       * @enum {string}
       */
      scope: 'tenant' | 'key' | 'account';
      /** @description By channel (webhook, email): pending, delivered, or why it failed. */
      deliveries: {
        [key: string]: string;
      };
      /** @description The id; it never changes. */
      id: string;
      /** @description The id of the budget; null when it is gone. */
      budgetId: string | null;
      /** @description The id of what the budget is for. */
      subjectId: string | null;
      /** @description As it was called then. */
      subjectName: string | null;
      /** @description Percentage of the limit that was passed. */
      threshold: number | null;
      /** @description USD that had been used. */
      spentUsd: number | null;
      /** @description USD in a period. */
      limitUsd: number | null;
      /** @description What happened, for people. */
      message: string;
      /**
       * Format: date-time
       * @description When somebody took note; null for not yet; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      acknowledgedAt: string | null;
      /**
       * Format: date-time
       * @description When it was made; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      createdAt: string | null;
    };
    AlertChannels: {
      /** @description Without its path, which goes in and never out. */
      webhookUrl: string | null;
      /** @description Whom alerts are sent to. */
      emails: string[];
      /** @description Whether SMTP_URL is set. */
      canSendMail: boolean;
    };
    AlertList: {
      /** @description The part of the list that was asked for. */
      items: components['schemas']['Alert'][];
      /** @description How many there are altogether. */
      total: number;
    };
    AuditActor: {
      /** @description `user`, `token`, `environment` or `nobody`. */
      kind: string;
      /** @description The id; it never changes. */
      id: string | null;
      /** @description A name for people. */
      name: string | null;
    };
    AuditEvent: {
      /**
       * @description How it ended.
       * @enum {string}
       */
      outcome: 'success' | 'failure';
      /** @description The changed fields as they were; secrets are masked. */
      before: {
        [key: string]: unknown;
      } | null;
      /** @description The changed fields as they are. */
      after: {
        [key: string]: unknown;
      } | null;
      /** @description Place in the chain. */
      seq: number;
      /**
       * Format: date-time
       * @description When it happened; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      at: string | null;
      /** @description Who did it. */
      actor: components['schemas']['AuditActor'];
      /**
       * @description What was done.
       * @example accounts.create
       */
      action: string;
      /** @description The id of what was changed; null when there is none. */
      targetId: string | null;
      /** @description Why it failed. */
      reason: string | null;
      /** @description The IP address it came from; null for the gateway itself. */
      address: string | null;
      /** @description Names the request in logs, as `x-request-id` does. */
      requestId: string | null;
      /** @description The hash of the event before. */
      prevHash: string;
      /** @description SHA-256 over the event and the hash before. */
      hash: string;
    };
    AuditLink: {
      /** @description Place in the chain. */
      seq: number;
      /** @description SHA-256 over the event and the hash before. */
      hash: string;
    };
    AuditPage: {
      /** @description The part of the list that was asked for. */
      items: components['schemas']['AuditEvent'][];
      /** @description How many there are altogether. */
      total: number;
      /** @description Null on the last page. */
      nextCursor: string | null;
    };
    AuditVerification: {
      /** @description Whether every event is as it was written, none is missing, and none was added. */
      valid: boolean;
      /** @description Events that were looked at. */
      checked: number;
      /** @description Where the chain begins: the last event deleted because of its age, or 0. */
      anchor: components['schemas']['AuditLink'];
      /** @description Where it ends; worth noting somewhere else. */
      head: components['schemas']['AuditLink'];
      /** @description The first event that is wrong. */
      brokenAt: number | null;
      /** @description What is wrong with it. */
      reason: string | null;
    };
    Budget: {
      /**
       * @description What it concerns.
       * @enum {string}
       */
      scope: 'tenant' | 'key' | 'account';
      /**
       * @description How often the budget begins anew.
       * @enum {string}
       */
      period: 'daily' | 'monthly' | 'total';
      /**
       * @description What happens when it is used up.
       * @enum {string}
       */
      enforcement: 'strict' | 'lenient' | 'alert';
      /**
       * @description How often it found something.
       * @enum {string}
       */
      counts: 'cash' | 'all';
      /** @description The id; it never changes. */
      id: string;
      /** @description The id of what the budget is for. */
      subjectId: string;
      /** @description Null when the tenant, key or account has been deleted. */
      subjectName: string | null;
      /** @description USD in a period. */
      limitUsd: number;
      /** @description Percentages at which people are told. */
      thresholds: number[];
      /** @description The one in force. */
      timeZone: string;
      /** @description In the running period, without what is reserved. */
      spentUsd: number;
      /** @description What running requests may cost. */
      reservedUsd: number;
      /** @description USD that are left in this period. */
      remainingUsd: number;
      /**
       * Format: date-time
       * @description When the period in force began; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      periodStart: string | null;
      /** @description Null: never. */
      resetsAt: string | null;
      /**
       * Format: date-time
       * @description When it was made; ISO 8601, UTC.
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
      /** @description The part of the list that was asked for. */
      items: components['schemas']['Budget'][];
      /** @description How many there are altogether. */
      total: number;
    };
    Capabilities: {
      /**
       * @description The name of the model.
       * @example claude-sonnet-4-5
       */
      model: string;
      /** @description Whether the table or a provider knows the model; otherwise the values are safe defaults. */
      isKnown: boolean;
      /** @description What the model can do. */
      values: components['schemas']['CapabilityValue'][];
      /** @description What the model costs. */
      price: components['schemas']['ModelPrice'];
      /** @description Fields this model's upstreams refused. */
      refused: components['schemas']['RefusedField'][];
    };
    CapabilityValue: {
      /** @description What the value is about, for example maxOutputTokens. */
      name: string;
      /** @description The value; null when it is not known. */
      value: Record<string, never>;
      /** @description admin, provider (its live list), table (our own data), or default (the model is unknown). */
      source: string;
      /** @description When the source was last brought up to date; null when that is not known. */
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
      /** @description How often data were replaced. */
      anonymized: number;
      /** @description How often data were only counted. */
      reported: number;
      /** @description How often a request was refused. */
      blocked: number;
    };
    Change: {
      /** @description changed, dropped or repaired. */
      action: string;
      /** @description Where in the request, for example `messages[3].content[1]`. */
      path: string;
      /** @description Why. */
      reason: string;
    };
    ChangePassword: {
      /** @description The password in force. */
      currentPassword: string;
      /** @description The password from now on. */
      newPassword: string;
    };
    ChangedAlertChannels: {
      /** @description Without its path, which goes in and never out. */
      webhookUrl: string | null;
      /** @description Whom alerts are sent to. */
      emails: string[];
      /** @description Whether SMTP_URL is set. */
      canSendMail: boolean;
      /** @description Signs what is posted (https://www.standardwebhooks.com). Part of the answer only when it is new. */
      webhookSecret?: string;
    };
    Config: {
      /** @description The id; it never changes. */
      id: string;
      /** @description A name for people. */
      name: string;
      /** @description A remark for people. */
      description: string | null;
      /**
       * @description How the next account is chosen.
       * @example priority
       */
      routingStrategy: string;
      /** @description Whether it serves callers that have no config of their own. */
      isActive: boolean;
      /** @description Which accounts answer for which tier of models. */
      tiers: components['schemas']['ConfigTier'][];
      /**
       * Format: date-time
       * @description When it was made; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      createdAt: string | null;
      /** @description Stored values that cannot be used; safe ones are used instead. */
      problems: components['schemas']['ConfigProblem'][];
    };
    ConfigList: {
      /** @description The part of the list that was asked for. */
      items: components['schemas']['Config'][];
      /** @description How many there are altogether. */
      total: number;
    };
    ConfigProblem: {
      /** @description The stored field. */
      column: string;
      /** @description Why, for people. */
      reason: string;
    };
    ConfigTier: {
      /** @description The id; it never changes. */
      id: string;
      /**
       * @description Class of the model that is asked for.
       * @example sonnet
       */
      tier: string;
      /** @description The id of the account. */
      accountId: string;
      /** @description Higher is preferred. */
      priority: number;
      /** @description The model the account is asked for; null for the one the caller asked for. */
      targetModel: string | null;
    };
    ConfirmPassword: {
      /** @description The own password, again. */
      password: string;
    };
    ConvertPreview: {
      /**
       * @description The endpoint of the request.
       * @enum {string}
       */
      endpoint: 'messages' | 'count_tokens' | 'chat' | 'embeddings' | 'responses';
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
      /** @description The format the account gets: messages, chat or responses. */
      dialect: string;
      /** @description Whether the client's bytes are passed on instead of being converted. */
      passThrough: boolean;
      /** @description Where the request goes. */
      url: string;
      /** @description Whether a stream is requested from the upstream. */
      stream: boolean;
      /** @description The exact body the upstream would get. */
      body: Record<string, never>;
      /** @description Differences from the request, and why. */
      changes: components['schemas']['Change'][];
    };
    Cooldown: {
      /** @description Why, for people. */
      reason: string;
      /**
       * Format: date-time
       * @description When it ends; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      until: string;
      /**
       * @description What it concerns.
       * @enum {string}
       */
      scope: 'account' | 'model';
      /** @description The model in cooldown; null when the whole account is. */
      model: string | null;
      /** @description Failures in a row. */
      failures: number;
    };
    CreateAccount: {
      /** @description When the access token ends: ISO 8601, or milliseconds since 1970. */
      tokenExpiresAt?: string | number | null;
      /**
       * @description A name for people.
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
       * @description How the account proves itself; api_key when absent.
       * @enum {string}
       */
      authType?: 'api_key' | 'oauth';
      /** @description API key, or access token with authType oauth. Goes in, never out; null removes it. */
      apiKey?: string | null;
      /** @description Goes in, never out; null removes it. */
      refreshToken?: string | null;
      /** @description Root of the upstream's API; without it the provider's own. A custom account needs one. */
      baseUrl?: string | null;
      /** @description Higher is preferred; 0 when absent. */
      priority?: number;
      /** @description Requests per minute; 0, and when absent, is unlimited. */
      rateLimit?: number;
      /** @description USD per calendar month (UTC); null for no budget. */
      monthlyBudget?: number | null;
      /** @description True when absent. */
      enabled?: boolean;
      /** @description For people: "pro", "max" and the like. */
      subscriptionType?: string | null;
      /**
       * @description The provider's login, for people.
       * @example ann@example.com
       */
      accountEmail?: string | null;
      /** @description ChatGPT's account id, where the provider wants one. */
      externalAccountId?: string | null;
      /** @description Wire formats this upstream speaks, the preferred one first; without it the provider's own. */
      dialects?: ('messages' | 'chat' | 'responses')[] | null;
    };
    CreateBudget: {
      /**
       * @description `strict` (when absent) reserves what a request may cost and never spends more; `lenient` lets a lone request take
       *     what is left; `alert` refuses nothing.
       * @enum {string}
       */
      enforcement?: 'strict' | 'lenient' | 'alert';
      /**
       * @description What it concerns.
       * @enum {string}
       */
      scope: 'tenant' | 'key' | 'account';
      /**
       * @description Calendar days and months.
       * @enum {string}
       */
      period: 'daily' | 'monthly' | 'total';
      /**
       * @description Whether what a subscription covers counts too; `cash` when absent.
       * @enum {string}
       */
      counts?: 'cash' | 'all';
      /** @description Id of the tenant, of the key or of the account. */
      subjectId: string;
      /** @description Where days and months begin; the tenant's time zone, or UTC, when absent. */
      timeZone?: string | null;
      /** @description Nothing before it counts. Of a total the moment of its creation when absent, otherwise no limit. */
      startsAt?: string | null;
      /** @description US dollars. */
      limitUsd: number;
      /** @description Percentages of the limit that are told about; 100 always is. 50, 80 and 95 when absent. */
      thresholds?: number[];
    };
    CreateConfig: {
      /**
       * @description A name for people.
       * @example Default
       */
      name: string;
      /** @description A remark for people. */
      description?: string | null;
      /**
       * @description How the accounts of a tier are ordered; priority when absent.
       * @enum {string}
       */
      routingStrategy?: 'priority' | 'round-robin' | 'least-used' | 'budget-aware';
      /** @description Whether it serves callers that have no config of their own. The first config does when absent. */
      isActive?: boolean;
      /** @description Which accounts answer for which tier of models. */
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
      /** @description Whether it is in use. */
      enabled?: boolean;
    };
    CreateTenant: {
      /**
       * @description A name for people.
       * @example Team A
       */
      name: string;
      /** @description The config that routes its requests; without it the active one. */
      configId?: string | null;
      /**
       * @description Where the days and months of its budgets begin; UTC when absent.
       * @example Europe/Berlin
       */
      timeZone?: string | null;
      /** @description True when absent. */
      enabled?: boolean;
      /** @description Requests per minute. */
      rateLimit?: number;
      /** @description Tokens per minute: fresh input, cache writes and output. */
      tokensPerMinute?: number;
      /** @description Requests under way at once. */
      maxConcurrent?: number;
    };
    CreateTenantKey: {
      /**
       * @description A name for people.
       * @example CI
       */
      name: string;
      /** @description From this moment on the key does not work; null, and when absent, never. */
      expiresAt?: string | null;
      /** @description What the key may ask for; null, and when absent, everything. */
      endpoints?: ('messages' | 'count_tokens' | 'chat' | 'embeddings' | 'responses')[] | null;
      /**
       * @description Models the key may ask for: names in which `*` stands for any characters and `?` for one; null, and when
       *     absent, all.
       * @example [
       *       "claude-haiku-*"
       *     ]
       */
      models?: string[] | null;
      /** @description True when absent. */
      enabled?: boolean;
      /** @description Requests per minute. */
      rateLimit?: number;
      /** @description Tokens per minute: fresh input, cache writes and output. */
      tokensPerMinute?: number;
      /** @description Requests under way at once. */
      maxConcurrent?: number;
    };
    CreateToken: {
      /**
       * @description All permissions this role has now.
       * @enum {string}
       */
      role?: 'owner' | 'admin' | 'operator' | 'viewer' | 'tenant-admin';
      /** @description What one may do, in detail. */
      permissions?: (
        | 'accounts:read'
        | 'accounts:write'
        | 'accounts:test'
        | 'alerts:read'
        | 'alerts:write'
        | 'audit:read'
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
      /** @description A name for people. */
      name: string;
      /** @description The only tenants it sees; absent or null for all its owner sees. */
      tenantIds?: string[] | null;
      /** @description Until when it works: 90 days when absent, without end when null. */
      expiresAt?: string | null;
    };
    CreateUser: {
      /**
       * @description What one may do, as a whole.
       * @example admin
       * @enum {string}
       */
      role: 'owner' | 'admin' | 'operator' | 'viewer' | 'tenant-admin';
      /** @description A name for people. */
      name: string;
      /**
       * Format: email
       * @description The address one logs in with.
       * @example ann@example.com
       */
      email?: string | null;
      /** @description The tenants of a tenant-admin; nobody else has any. */
      tenantIds?: string[];
      /** @description The password. */
      password: string;
      /** @description Whether the user may come in; true when absent. */
      enabled?: boolean;
    };
    CustomGuardrail: {
      /** @description The id; it never changes. */
      id: string;
      /** @description A name for people. */
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
      /** @description What happens to what is found. */
      mode: string;
      /** @description Whether it is in use. */
      enabled: boolean;
    };
    CustomGuardrailList: {
      /** @description The part of the list that was asked for. */
      items: components['schemas']['CustomGuardrail'][];
      /** @description How many there are altogether. */
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
      /** @description Encrypts accounts' and tenants' keys. */
      accountKey: components['schemas']['Key'];
      /** @description Makes the guardrails' tokens. */
      guardrailKey: components['schemas']['Key'];
      /** @description Stored secrets that no key at hand decrypts. */
      decryptErrors: number;
    };
    Explain: {
      /** @description The model of the request. */
      model: string;
      /**
       * @description The endpoint of the request; messages when absent.
       * @enum {string}
       */
      endpoint?: 'count_tokens' | 'embeddings' | 'messages' | 'chat' | 'responses';
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
      /** @description When the reason ends by itself; null when it does not. */
      retryAfterSeconds: number | null;
    };
    ExplainedTenant: {
      /** @description The id; it never changes. */
      id: string;
      /** @description A name for people. */
      name: string;
      /** @description Whether its key is accepted. */
      enabled: boolean;
      /** @description Whether this config routes its requests. */
      usesThisConfig: boolean;
      /** @description Seconds until its rate limit has room; 0 when it has room now. */
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
       * @description What the caller asks the proxy for.
       * @example messages
       */
      endpoint: string;
      /**
       * @description The name of the model.
       * @example claude-sonnet-4-5
       */
      model: string;
      /**
       * @description Class of the model that is asked for.
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
       * @description What is wrong with it.
       * @example name must not be empty
       */
      message: string;
    };
    GroupRole: {
      /**
       * @description What one may do, as a whole.
       * @example admin
       * @enum {string}
       */
      role: 'owner' | 'admin' | 'operator' | 'viewer' | 'tenant-admin';
      /** @description A group, as the provider of logins names it. */
      group: string;
      /** @description The tenants of a tenant-admin. */
      tenantIds?: string[];
    };
    Guardrail: {
      /** @description The id; it never changes. */
      id: string;
      /** @description A name for people. */
      name: string;
      /** @description A remark for people. */
      description: string;
      /** @description credentials, pii, financial or network; custom for custom guardrails. */
      category: string;
      /** @description Whether it is active while the master switch is on. */
      enabled: boolean;
      /** @description anonymize, block or report. */
      mode: string;
      /** @description tenant, global or default: where the setting comes from. */
      origin: string;
      /** @description All detections, in all modes. */
      detectionCount: number;
      /** @description How often it found something. */
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
      /** @description The part of the list that was asked for. */
      items: components['schemas']['Guardrail'][];
      /** @description How many there are altogether. */
      total: number;
    };
    Key: {
      /** @description First 8 hexadecimal digits of the key's SHA-256. */
      fingerprint: string;
      /**
       * @description Where the key comes from: the environment, its file, or a file made at this start.
       * @enum {string}
       */
      source: 'file' | 'env' | 'generated';
    };
    Live: {
      /**
       * @description The state it is in.
       * @enum {string}
       */
      status: 'ok';
    };
    LoggedAttempt: {
      /** @description The name of the account. */
      account: string;
      /** @description The HTTP status; null when there was no answer. */
      status: number;
      /** @description Why, for people. */
      reason: string;
    };
    Login: {
      /** @description A name for people. */
      name?: string;
      /**
       * Format: email
       * @description The address one logs in with.
       * @example ann@example.com
       */
      email?: string;
      /** @description The password. */
      password: string;
      /** @description The six digits of the authenticator, or a recovery code; needed when the account asks for them. */
      code?: string;
    };
    LoginMethods: {
      /** @description Whether the first owner has yet to be made, with the link of the banner. */
      setupRequired: boolean;
      /** @description Whether single sign-on is set up. */
      sso: boolean;
    };
    LoginSession: {
      /** @description The id; it never changes. */
      id: string;
      /** @description Whether it is the one that asks. */
      isCurrent: boolean;
      /** @description When somebody logged in; ISO 8601, UTC. */
      createdAt: string;
      /** @description When it was last used, to the minute; ISO 8601, UTC. */
      lastSeenAt: string;
      /** @description When it ends however much it is used; unused for 12 hours it ends earlier. ISO 8601, UTC. */
      expiresAt: string;
      /** @description Where somebody logged in from. */
      address: string | null;
      /** @description What the browser said it is. */
      userAgent: string | null;
    };
    LoginSessionList: {
      /** @description The part of the list that was asked for. */
      items: components['schemas']['LoginSession'][];
      /** @description How many there are altogether. */
      total: number;
    };
    Me: {
      /**
       * @description What the caller proved itself with.
       * @enum {string}
       */
      kind: 'user' | 'token' | 'environment';
      /**
       * @description What one may do, as a whole.
       * @example admin
       * @enum {string}
       */
      role: 'owner' | 'admin' | 'operator' | 'viewer' | 'tenant-admin';
      /** @description What one may do, in detail. */
      permissions: (
        | 'accounts:read'
        | 'accounts:write'
        | 'accounts:test'
        | 'alerts:read'
        | 'alerts:write'
        | 'audit:read'
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
      /** @description A name for people. */
      name: string;
      /**
       * Format: email
       * @description The address one logs in with.
       * @example ann@example.com
       */
      email: string | null;
      /** @description The only tenants that are visible; null for all. */
      tenantIds: string[] | null;
      /** @description Whether a login needs a code besides the password. */
      totpEnabled: boolean;
      /** @description Whether there is a password that can be changed. */
      hasPassword: boolean;
    };
    Model: {
      /** @description The id; it never changes. */
      id: string;
      /** @description A name for people. */
      name: string;
      /**
       * @description The provider of the account or model.
       * @example anthropic
       */
      provider: string;
      /** @description The id of the account. */
      accountId: string;
      /** @description Largest request in tokens; null when the provider does not say. */
      contextTokens: number | null;
      /** @description Most tokens of an answer; null when not known. */
      maxOutputTokens: number | null;
    };
    ModelError: {
      /** @description The id of the account. */
      accountId: string;
      /** @description What happened, for people. */
      message: string;
    };
    ModelLimit: {
      /**
       * @description The name of the model.
       * @example claude-sonnet-4-5
       */
      modelId: string;
      /** @description Most tokens of an answer; null when not known. */
      maxOutputTokens: number | null;
      /** @description Whether the model calls tools. */
      supportsToolCalling: boolean | null;
      /** @description Whether the model can think before it answers. */
      supportsReasoning: boolean | null;
    };
    ModelLimitList: {
      /** @description The part of the list that was asked for. */
      items: components['schemas']['ModelLimit'][];
      /** @description How many there are altogether. */
      total: number;
    };
    ModelList: {
      /** @description The part of the list that was asked for. */
      items: components['schemas']['Model'][];
      /** @description How many there are altogether. */
      total: number;
      /** @description Accounts whose provider did not answer. */
      errors: components['schemas']['ModelError'][];
    };
    ModelPrice: {
      /**
       * @description `unknown`: requests to this model have no cost.
       * @enum {string}
       */
      origin: 'override' | 'built-in' | 'fallback' | 'unknown';
      /** @description The model as the provider is asked for it; `*` stands for models whose price is not known. */
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
      /** @description The part of the list that was asked for. */
      items: components['schemas']['ModelPrice'][];
      /** @description How many there are altogether. */
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
       * @description Class of the model that is asked for.
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
       * @description The state it is in.
       * @enum {string}
       */
      status: 'active' | 'disabled' | 'expired' | 'revoked';
      /** @description The id; it never changes. */
      id: string;
      /** @description The id of the tenant; null for callers that are no tenant. */
      tenantId: string;
      /** @description A name for people. */
      name: string;
      /** @description The first characters, to tell keys apart. */
      keyPrefix: string;
      /** @description Whether it is in use. */
      enabled: boolean;
      /**
       * Format: date-time
       * @description When it ends; null for never; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      expiresAt: string | null;
      /**
       * Format: date-time
       * @description When it was revoked; null while it is in force; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      revokedAt: string | null;
      /** @description Accurate to a few seconds. */
      lastUsedAt: string | null;
      /** @description Until when the key before the last rotation works; null when it does not. */
      previousKeyUntil: string | null;
      /** @description Null is everything. */
      endpoints: string[] | null;
      /** @description Null is all. */
      models: string[] | null;
      /** @description Requests per minute; 0 is unlimited, as are the next two. */
      rateLimit: number;
      /** @description Tokens per minute; null or 0 is unlimited. */
      tokensPerMinute: number;
      /** @description Requests under way at once; null or 0 is unlimited. */
      maxConcurrent: number;
      /** @description Who made it; null when that is not known. */
      createdBy: string | null;
      /**
       * Format: date-time
       * @description When it was made; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      createdAt: string | null;
      /**
       * Format: date-time
       * @description When it was last changed; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      updatedAt: string | null;
      /** @description Stored values that cannot be used; safe ones stand in for them. */
      problems: components['schemas']['TenantProblem'][];
      /** @description The key itself. It is part of this answer and of no other. */
      apiKey: string;
    };
    NewToken: {
      /** @description What one may do, in detail. */
      permissions: (
        | 'accounts:read'
        | 'accounts:write'
        | 'accounts:test'
        | 'alerts:read'
        | 'alerts:write'
        | 'audit:read'
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
      /** @description A name for people. */
      name: string;
      /** @description The first characters, to tell tokens apart. */
      prefix: string;
      /** @description Whose it is; null when it was made with ADMIN_TOKEN. */
      userId: string | null;
      /** @description The tenants it is confined to; null for no such limit. */
      tenantIds: string[] | null;
      /**
       * Format: date-time
       * @description When it ends; null for never; ISO 8601, UTC.
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
       * @description When it was revoked; null while it is in force; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      revokedAt: string | null;
      /**
       * Format: date-time
       * @description When it was made; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      createdAt: string | null;
      /** @description The token itself. It is part of this answer and of no other. */
      token: string;
    };
    Privacy: {
      /** @description Whether it is in use. */
      enabled: boolean;
      /** @description Guardrails that are active while the switch is on. */
      categories: string[];
      /** @description What was found, by category. */
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
      /** @description The id of the tenant; null for callers that are no tenant. */
      tenantId: string | null;
      /** @description The token. */
      replacement: string;
      /** @description The value, masked. */
      originalMasked: string;
      /**
       * Format: date-time
       * @description When it was made; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      createdAt: string;
    };
    PrivacyMappingList: {
      /** @description The part of the list that was asked for. */
      items: components['schemas']['PrivacyMapping'][];
      /** @description How many there are altogether. */
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
       * @description Stable name of the problem.
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
        | 'not_supported'
        | 'upgrade_required'
        | 'upstream_rejected'
        | 'upstream_timeout'
        | 'upstream_unavailable'
        | 'upstream_overloaded'
        | 'quota_exhausted'
        | 'no_account_available'
        | 'internal';
      /** @description `urn:codegate:problem:` and the code. */
      type: string;
      /**
       * @description The code in words.
       * @example The request is not valid
       */
      title: string;
      /**
       * @description The HTTP status.
       * @example 400
       */
      status: number;
      /**
       * @description What went wrong this time.
       * @example name must not be empty
       */
      detail: string;
      /** @description The fields at fault; nested ones as `tiers[0].accountId`. */
      errors?: components['schemas']['FieldError'][];
    };
    ProxyKey: {
      /** @description The key of the proxy. */
      proxyApiKey: string;
    };
    RateWindow: {
      /** @description Requests in the last minute. */
      used: number;
      /** @description 0 is unlimited. */
      limit: number;
      /** @description Seconds until there is room again; 0 when there is room now. */
      freeInSeconds: number;
    };
    Ready: {
      /**
       * @description The state it is in.
       * @enum {string}
       */
      status: 'ok' | 'unavailable';
      /** @description Part by part: `ok`, or why not. */
      checks: {
        [key: string]: string;
      };
    };
    RecoveryCodes: {
      /** @description One-time codes for a lost authenticator. They are part of this answer only. */
      recoveryCodes: string[];
    };
    RefusedField: {
      /**
       * @description The provider of the account or model.
       * @example anthropic
       */
      provider: string;
      /** @description Host that refused. */
      origin: string;
      /**
       * @description The name of the model.
       * @example claude-sonnet-4-5
       */
      model: string;
      /** @description The field, with a dot before an inner one. */
      field: string;
      /** @description Its new name, when it is renamed rather than left out. */
      renamedTo: string | null;
      /** @description The message of the upstream. */
      message: string;
      /** @description Since when the field is left out; after a day it is tried again. */
      since: string;
      /** @description How often it was left out. */
      applied: number;
    };
    RefusedFieldList: {
      /** @description The part of the list that was asked for. */
      items: components['schemas']['RefusedField'][];
      /** @description How many there are altogether. */
      total: number;
    };
    ReplaceModelLimit: {
      /** @description Most output tokens a request may ask for. */
      maxOutputTokens?: number | null;
      /** @description Whether the model calls tools. */
      supportsToolCalling?: boolean | null;
      /** @description Whether the model can think before it answers. */
      supportsReasoning?: boolean | null;
    };
    ReplaceModelPrice: {
      /** @description USD per million input tokens. */
      input: number;
      /** @description USD per million output tokens. */
      output: number;
      /** @description As fresh input when absent, as are cacheWrite and, after that, cacheWrite1h. */
      cacheRead?: number | null;
      /** @description USD per million tokens written to the cache for five minutes. */
      cacheWrite?: number | null;
      /** @description USD per million tokens written to the cache for an hour. */
      cacheWrite1h?: number | null;
      /** @description For a thousand searches the provider runs. */
      webSearch?: number | null;
    };
    ReplaceSso: {
      /**
       * @description The role of people in none of the groups; null to refuse them.
       * @enum {string|null}
       */
      defaultRole?: 'owner' | 'admin' | 'operator' | 'viewer' | 'tenant-admin' | null;
      /**
       * Format: uri
       * @description As the provider spells it; https, or http on loopback.
       */
      issuer: string;
      /** @description What the provider of logins knows the gateway as. */
      clientId: string;
      /** @description Stays when absent, goes when null. */
      clientSecret?: string | null;
      /** @description What is asked of the provider. */
      scopes?: string;
      /** @description The claim with a person's groups; dots lead into objects. */
      groupsClaim?: string;
      /** @description The first entry whose group the person is in counts, at every login. */
      roleMap?: components['schemas']['GroupRole'][];
    };
    ReplaceTiers: {
      /** @description Which accounts answer for which tier of models. */
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
      /** @description Names the request in logs, as `x-request-id` does. */
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
      /** @description The id of the tenant; null for callers that are no tenant. */
      tenantId: string | null;
      /** @description The tenant's key; null for the one in the tenant's own row. */
      keyId: string | null;
      /** @description The conversation the request belongs to; null when the caller names none. */
      sessionId: string | null;
      /** @description The model the caller asked for. */
      originalModel: string | null;
      /** @description The model the account was asked for. */
      routedModel: string | null;
      /**
       * @description The HTTP status the caller got.
       * @example 200
       */
      statusCode: number;
      /** @description Tokens of the request; null when not known. */
      inputTokens: number | null;
      /** @description Tokens of the answer; null when not known. */
      outputTokens: number | null;
      /** @description Null when the price is unknown or nothing was used. */
      costUsd: number | null;
      /** @description Milliseconds until the answer was complete. */
      latencyMs: number;
      /** @description Milliseconds until the first byte of the answer; null when there was none. */
      firstByteMs: number | null;
      /** @description Whether the answer was streamed. */
      isStream: boolean;
      /** @description Whether another account had been tried before. */
      isFailover: boolean;
      /** @description The accounts that were tried, in order. */
      attempts: components['schemas']['LoggedAttempt'][];
      /** @description What the caller was told; null for a success. */
      errorMessage: string | null;
      /** @description Null unless detailed request logging was on. */
      requestBody: string | null;
      /** @description The body of the answer; null when it was not kept. */
      responseBody: string | null;
    };
    RequestLogList: {
      /** @description The part of the list that was asked for. */
      items: components['schemas']['RequestLogSummary'][];
      /** @description How many there are altogether. */
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
      /** @description Names the request in logs, as `x-request-id` does. */
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
      /** @description The id of the tenant; null for callers that are no tenant. */
      tenantId: string | null;
      /** @description The tenant's key; null for the one in the tenant's own row. */
      keyId: string | null;
      /** @description The conversation the request belongs to; null when the caller names none. */
      sessionId: string | null;
      /** @description The model the caller asked for. */
      originalModel: string | null;
      /** @description The model the account was asked for. */
      routedModel: string | null;
      /**
       * @description The HTTP status the caller got.
       * @example 200
       */
      statusCode: number;
      /** @description Tokens of the request; null when not known. */
      inputTokens: number | null;
      /** @description Tokens of the answer; null when not known. */
      outputTokens: number | null;
      /** @description Null when the price is unknown or nothing was used. */
      costUsd: number | null;
      /** @description Milliseconds until the answer was complete. */
      latencyMs: number;
      /** @description Milliseconds until the first byte of the answer; null when there was none. */
      firstByteMs: number | null;
      /** @description Whether the answer was streamed. */
      isStream: boolean;
      /** @description Whether another account had been tried before. */
      isFailover: boolean;
      /** @description The accounts that were tried, in order. */
      attempts: components['schemas']['LoggedAttempt'][];
      /** @description What the caller was told; null for a success. */
      errorMessage: string | null;
    };
    RotateKey: {
      /** @description How long the old key works beside the new one; 0, and when absent, not at all. */
      overlapSeconds?: number;
    };
    Rotation: {
      /** @description Of the new key. */
      fingerprint: string;
      /** @description How many secrets were written anew. */
      reEncrypted: number;
      /** @description Secrets that could not be decrypted before either; their text is unchanged. */
      failed: number;
    };
    RowProblem: {
      /** @description The stored field. */
      column: string;
      /** @description Why, for people. */
      reason: string;
    };
    Setup: {
      /** @description What stands behind `#token=` in the link of the banner. */
      token: string;
      /** @description A name for people. */
      name?: string;
      /**
       * Format: email
       * @description The address one logs in with.
       * @example ann@example.com
       */
      email?: string | null;
      /** @description The password. */
      password: string;
    };
    Spend: {
      /** @description Cost since the month began (UTC), in USD. */
      monthUsd: number;
      /** @description Null: no budget. */
      budgetUsd: number | null;
    };
    Sso: {
      /**
       * @description The role of who is in none of the groups; null for none at all.
       * @enum {string|null}
       */
      defaultRole: 'owner' | 'admin' | 'operator' | 'viewer' | 'tenant-admin' | null;
      /**
       * @description Where it is set; what the environment says cannot be changed here.
       * @enum {string}
       */
      source: 'env' | 'db';
      /**
       * @description The provider of logins.
       * @example https://login.example.com
       */
      issuer: string;
      /** @description What the provider of logins knows the gateway as. */
      clientId: string;
      /** @description Whether a secret is stored; it goes in, never out. */
      hasClientSecret: boolean;
      /** @description What the provider of logins is asked for. */
      scopes: string;
      /** @description Where the provider of logins says which groups one is in. */
      groupsClaim: string;
      /** @description The role of each group. */
      roleMap: components['schemas']['GroupRole'][];
      /** @description To be registered at the provider; behind a proxy, ADMIN_PUBLIC_URL has to be set. */
      callbackPath: string;
    };
    Tenant: {
      /** @description The id; it never changes. */
      id: string;
      /** @description A name for people. */
      name: string;
      /** @description The first characters of its key, to tell keys apart. */
      apiKeyPrefix: string;
      /** @description The id of the config. */
      configId: string | null;
      /** @description Requests per minute; 0 is unlimited. */
      rateLimit: number;
      /** @description 0 is unlimited. */
      tokensPerMinute: number;
      /** @description Requests under way at once; 0 is unlimited. */
      maxConcurrent: number;
      /** @description Where the days and months of its budgets begin; null is UTC. */
      timeZone: string | null;
      /** @description Whether it is in use. */
      enabled: boolean;
      /**
       * Format: date-time
       * @description When it was made; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      createdAt: string | null;
      /**
       * Format: date-time
       * @description When it was last changed; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      updatedAt: string | null;
      /** @description Stored values that cannot be used; safe ones stand in for them. */
      problems: components['schemas']['TenantProblem'][];
    };
    TenantKey: {
      /**
       * @description The state it is in.
       * @enum {string}
       */
      status: 'active' | 'disabled' | 'expired' | 'revoked';
      /** @description The id; it never changes. */
      id: string;
      /** @description The id of the tenant; null for callers that are no tenant. */
      tenantId: string;
      /** @description A name for people. */
      name: string;
      /** @description The first characters, to tell keys apart. */
      keyPrefix: string;
      /** @description Whether it is in use. */
      enabled: boolean;
      /**
       * Format: date-time
       * @description When it ends; null for never; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      expiresAt: string | null;
      /**
       * Format: date-time
       * @description When it was revoked; null while it is in force; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      revokedAt: string | null;
      /** @description Accurate to a few seconds. */
      lastUsedAt: string | null;
      /** @description Until when the key before the last rotation works; null when it does not. */
      previousKeyUntil: string | null;
      /** @description Null is everything. */
      endpoints: string[] | null;
      /** @description Null is all. */
      models: string[] | null;
      /** @description Requests per minute; 0 is unlimited, as are the next two. */
      rateLimit: number;
      /** @description Tokens per minute; null or 0 is unlimited. */
      tokensPerMinute: number;
      /** @description Requests under way at once; null or 0 is unlimited. */
      maxConcurrent: number;
      /** @description Who made it; null when that is not known. */
      createdBy: string | null;
      /**
       * Format: date-time
       * @description When it was made; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      createdAt: string | null;
      /**
       * Format: date-time
       * @description When it was last changed; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      updatedAt: string | null;
      /** @description Stored values that cannot be used; safe ones stand in for them. */
      problems: components['schemas']['TenantProblem'][];
    };
    TenantKeyList: {
      /** @description The part of the list that was asked for. */
      items: components['schemas']['TenantKey'][];
      /** @description How many there are altogether. */
      total: number;
    };
    TenantList: {
      /** @description The part of the list that was asked for. */
      items: components['schemas']['Tenant'][];
      /** @description How many there are altogether. */
      total: number;
    };
    TenantProblem: {
      /** @description The stored field. */
      column: string;
      /** @description Why, for people. */
      reason: string;
    };
    TenantSetting: {
      /** @description The value in force. */
      value: boolean | number;
      /**
       * @description Where the value comes from.
       * @enum {string}
       */
      origin: 'key' | 'tenant' | 'global' | 'default';
    };
    TenantSettings: {
      /** @description By name: the value in force and where it comes from. */
      settings: {
        [key: string]: components['schemas']['TenantSetting'];
      };
    };
    TenantWithKey: {
      /** @description The id; it never changes. */
      id: string;
      /** @description A name for people. */
      name: string;
      /** @description The first characters of its key, to tell keys apart. */
      apiKeyPrefix: string;
      /** @description The id of the config. */
      configId: string | null;
      /** @description Requests per minute; 0 is unlimited. */
      rateLimit: number;
      /** @description 0 is unlimited. */
      tokensPerMinute: number;
      /** @description Requests under way at once; 0 is unlimited. */
      maxConcurrent: number;
      /** @description Where the days and months of its budgets begin; null is UTC. */
      timeZone: string | null;
      /** @description Whether it is in use. */
      enabled: boolean;
      /**
       * Format: date-time
       * @description When it was made; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      createdAt: string | null;
      /**
       * Format: date-time
       * @description When it was last changed; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      updatedAt: string | null;
      /** @description Stored values that cannot be used; safe ones stand in for them. */
      problems: components['schemas']['TenantProblem'][];
      /** @description The key itself. It is part of this answer and of no other. */
      apiKey: string;
    };
    TestGuardrails: {
      /** @description Text to which the guardrails are applied; it is not stored. */
      text: string;
      /** @description Only these guardrails; by default all that are enabled. */
      categories?: string[];
    };
    TestResult: {
      /** @description The text as a provider would get it. */
      anonymized: string;
      /** @description The anonymized text with its values restored. */
      restored: string;
      /** @description What was found, and where. */
      detections: components['schemas']['Detection'][];
      /** @description Categories because of which a request with this text would not be sent. */
      blocked: string[];
    };
    Token: {
      /** @description What one may do, in detail. */
      permissions: (
        | 'accounts:read'
        | 'accounts:write'
        | 'accounts:test'
        | 'alerts:read'
        | 'alerts:write'
        | 'audit:read'
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
      /** @description A name for people. */
      name: string;
      /** @description The first characters, to tell tokens apart. */
      prefix: string;
      /** @description Whose it is; null when it was made with ADMIN_TOKEN. */
      userId: string | null;
      /** @description The tenants it is confined to; null for no such limit. */
      tenantIds: string[] | null;
      /**
       * Format: date-time
       * @description When it ends; null for never; ISO 8601, UTC.
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
       * @description When it was revoked; null while it is in force; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      revokedAt: string | null;
      /**
       * Format: date-time
       * @description When it was made; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      createdAt: string | null;
    };
    TokenList: {
      /** @description The part of the list that was asked for. */
      items: components['schemas']['Token'][];
      /** @description How many there are altogether. */
      total: number;
    };
    TotpCode: {
      /** @description What the authenticator shows. */
      code: string;
    };
    TotpSecret: {
      /** @description In base32, to be typed. */
      secret: string;
      /** @description To be shown as a QR code. */
      otpauthUrl: string;
    };
    UpdateAccount: {
      /** @description When the access token ends: ISO 8601, or milliseconds since 1970. */
      tokenExpiresAt?: string | number | null;
      /**
       * @description A name for people.
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
       * @description How the account proves itself; api_key when absent.
       * @enum {string}
       */
      authType?: 'api_key' | 'oauth';
      /** @description API key, or access token with authType oauth. Goes in, never out; null removes it. */
      apiKey?: string | null;
      /** @description Goes in, never out; null removes it. */
      refreshToken?: string | null;
      /** @description Root of the upstream's API; without it the provider's own. A custom account needs one. */
      baseUrl?: string | null;
      /** @description Higher is preferred; 0 when absent. */
      priority?: number;
      /** @description Requests per minute; 0, and when absent, is unlimited. */
      rateLimit?: number;
      /** @description USD per calendar month (UTC); null for no budget. */
      monthlyBudget?: number | null;
      /** @description True when absent. */
      enabled?: boolean;
      /** @description For people: "pro", "max" and the like. */
      subscriptionType?: string | null;
      /**
       * @description The provider's login, for people.
       * @example ann@example.com
       */
      accountEmail?: string | null;
      /** @description ChatGPT's account id, where the provider wants one. */
      externalAccountId?: string | null;
      /** @description Wire formats this upstream speaks, the preferred one first; without it the provider's own. */
      dialects?: ('messages' | 'chat' | 'responses')[] | null;
    };
    UpdateAlertChannels: {
      /**
       * Format: uri
       * @description Gets a signed POST for each alert; null ends that.
       */
      webhookUrl?: string | null;
      /** @description Whether to make a new secret for the signatures. */
      rotateWebhookSecret?: boolean;
      /** @description Get each alert by e-mail; needs SMTP_URL. */
      emails?: string[];
    };
    UpdateBudget: {
      /**
       * @description `strict` (when absent) reserves what a request may cost and never spends more; `lenient` lets a lone request take
       *     what is left; `alert` refuses nothing.
       * @enum {string}
       */
      enforcement?: 'strict' | 'lenient' | 'alert';
      /** @description US dollars. */
      limitUsd?: number;
      /** @description Percentages of the limit that are told about; 100 always is. 50, 80 and 95 when absent. */
      thresholds?: number[];
    };
    UpdateConfig: {
      /**
       * @description A name for people.
       * @example Default
       */
      name?: string;
      /** @description A remark for people. */
      description?: string | null;
      /**
       * @description How the accounts of a tier are ordered; priority when absent.
       * @enum {string}
       */
      routingStrategy?: 'priority' | 'round-robin' | 'least-used' | 'budget-aware';
      /** @description Whether it serves callers that have no config of their own. The first config does when absent. */
      isActive?: boolean;
      /** @description Which accounts answer for which tier of models. */
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
      /** @description Changes it for this tenant only. */
      tenantId?: string;
      /** @description Also applies to running conversations, which then lose their prompt cache. */
      applyToRunning?: boolean;
    };
    UpdatePrivacy: {
      /** @description Master switch of all guardrails; applies to tenants without a setting of their own. */
      enabled: boolean;
    };
    UpdateTenant: {
      /** @description Requests per minute. */
      rateLimit?: number;
      /** @description Tokens per minute: fresh input, cache writes and output. */
      tokensPerMinute?: number;
      /** @description Requests under way at once. */
      maxConcurrent?: number;
      /**
       * @description A name for people.
       * @example Team A
       */
      name?: string;
      /** @description The config that routes its requests; without it the active one. */
      configId?: string | null;
      /**
       * @description Where the days and months of its budgets begin; UTC when absent.
       * @example Europe/Berlin
       */
      timeZone?: string | null;
      /** @description True when absent. */
      enabled?: boolean;
    };
    UpdateTenantKey: {
      /** @description Requests per minute. */
      rateLimit?: number;
      /** @description Tokens per minute: fresh input, cache writes and output. */
      tokensPerMinute?: number;
      /** @description Requests under way at once. */
      maxConcurrent?: number;
      /**
       * @description A name for people.
       * @example CI
       */
      name?: string;
      /** @description From this moment on the key does not work; null, and when absent, never. */
      expiresAt?: string | null;
      /** @description What the key may ask for; null, and when absent, everything. */
      endpoints?: ('messages' | 'count_tokens' | 'chat' | 'embeddings' | 'responses')[] | null;
      /**
       * @description Models the key may ask for: names in which `*` stands for any characters and `?` for one; null, and when
       *     absent, all.
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
       * @description What one may do, as a whole.
       * @example admin
       * @enum {string}
       */
      role?: 'owner' | 'admin' | 'operator' | 'viewer' | 'tenant-admin';
      /** @description A name for people. */
      name?: string;
      /**
       * Format: email
       * @description The address one logs in with.
       * @example ann@example.com
       */
      email?: string | null;
      /** @description The tenants of a tenant-admin; nobody else has any. */
      tenantIds?: string[];
      /** @description The password. */
      password?: string;
      /** @description Whether the user may come in; true when absent. */
      enabled?: boolean;
    };
    Usage: {
      /** @description The part of the list that was asked for. */
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
      /** @description Tokens of the request; null when not known. */
      inputTokens: number;
      /** @description Tokens of the answer; null when not known. */
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
      /** @description Tokens of the request; null when not known. */
      inputTokens: number;
      /** @description Tokens of the answer; null when not known. */
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
       * @description What one may do, as a whole.
       * @example admin
       * @enum {string}
       */
      role: 'owner' | 'admin' | 'operator' | 'viewer' | 'tenant-admin';
      /** @description The user's id; it never changes. */
      id: string;
      /** @description A name for people. */
      name: string;
      /**
       * Format: email
       * @description The address one logs in with.
       * @example ann@example.com
       */
      email: string | null;
      /** @description The tenants it is confined to; null for no such limit. */
      tenantIds: string[];
      /** @description Whether it is in use. */
      enabled: boolean;
      /** @description Whether a login needs a code besides the password. */
      totpEnabled: boolean;
      /** @description Whether one can log in with a password. */
      hasPassword: boolean;
      /** @description Whether the user comes from single sign-on. */
      sso: boolean;
      /**
       * Format: date-time
       * @description The last login; null for never; ISO 8601, UTC.
       * @example 2026-11-25T10:15:00.000Z
       */
      lastLoginAt: string | null;
      /**
       * Format: date-time
       * @description When it was made; ISO 8601, UTC.
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
      /** @description The part of the list that was asked for. */
      items: components['schemas']['User'][];
      /** @description How many there are altogether. */
      total: number;
    };
  };
  responses: {
    /** @description `invalid_request`: `errors` names the fields at fault. */
    InvalidRequest: {
      headers: {
        /** @description Names the request in the log. */
        'x-request-id'?: string;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `unauthenticated`: the token or the session is missing or wrong. */
    Unauthenticated: {
      headers: {
        /** @description Names the request in the log. */
        'x-request-id'?: string;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `forbidden`: the role, or the scope of the token, does not permit it. */
    Forbidden: {
      headers: {
        /** @description Names the request in the log. */
        'x-request-id'?: string;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `not_found`: there is no such thing, or it is not for the caller to see. */
    NotFound: {
      headers: {
        /** @description Names the request in the log. */
        'x-request-id'?: string;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `conflict`: the request does not fit the present state. */
    Conflict: {
      headers: {
        /** @description Names the request in the log. */
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
        /** @description Names the request in the log. */
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
        /** @description Names the request in the log. */
        'x-request-id'?: string;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `rate_limited`: too many attempts; `retry-after` says when to try again. */
    RateLimited: {
      headers: {
        /** @description Names the request in the log. */
        'x-request-id'?: string;
        /** @description Seconds to wait. */
        'retry-after'?: number;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `internal`: an error of the gateway; its log has the details under `x-request-id`. */
    Internal: {
      headers: {
        /** @description Names the request in the log. */
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
        /** @description Most items in the answer. */
        limit?: number;
        /** @description Items to leave out at the beginning. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description It is done; the answer is empty. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
        /** @description Most items in the answer. */
        limit?: number;
        /** @description Items to leave out at the beginning. */
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
        /** @description Whether somebody has said that it was seen. */
        acknowledged?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
        /** @description How it ended. */
        outcome?: 'success' | 'failure';
        /** @description Most items in the answer. */
        limit?: number;
        /** @description nextCursor of the page before. */
        cursor?: string;
        /** @description First moment, inclusive. */
        from?: string;
        /** @description Last moment, exclusive. */
        to?: string;
        /** @description An actor's id or name. */
        actor?: string;
        /** @description An action such as `accounts.create`, or its first part. */
        action?: string;
        /** @description The id of what was changed. */
        target?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer. */
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
        /** @description How it ended. */
        outcome?: 'success' | 'failure';
        /** @description The form of the answer. */
        format?: 'jsonl' | 'csv';
        /** @description First moment, inclusive. */
        from?: string;
        /** @description Last moment, exclusive. */
        to?: string;
        /** @description An actor's id or name. */
        actor?: string;
        /** @description An action such as `accounts.create`, or its first part. */
        action?: string;
        /** @description The id of what was changed. */
        target?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer. */
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
        /** @description Place in the chain. */
        seq?: number;
        /** @description SHA-256 over the event and the hash before. */
        hash?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description It is done; the answer is empty. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description To where the login began */
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
        /** @description Path of this server to come back to. */
        returnTo?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description To the provider */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description It is done; the answer is empty. */
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
      /** @description It is done; the answer is empty. */
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
        /** @description Most items in the answer. */
        limit?: number;
        /** @description Items to leave out at the beginning. */
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
      /** @description The answer. */
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
      /** @description It is done; the answer is empty. */
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
      /** @description The answer. */
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
      /** @description It is done; the answer is empty. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
        /** @description Most items in the answer. */
        limit?: number;
        /** @description Items to leave out at the beginning. */
        offset?: number;
        /** @description Only items whose name contains this text, in upper or lower case. */
        search?: string;
        /**
         * @description Field to sort by, with a minus sign in front for descending order. Every list has its own fields; an unknown one is
         *     answered with the list of them.
         */
        sort?: string;
        /** @description What it concerns. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description It is done; the answer is empty. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description It is done; the answer is empty. */
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
        /** @description Most items in the answer. */
        limit?: number;
        /** @description Items to leave out at the beginning. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description It is done; the answer is empty. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description It is done; the answer is empty. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
        /** @description Most items in the answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
        /** @description The form of the answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
        /** @description Most items in the answer. */
        limit?: number;
        /** @description Items to leave out at the beginning. */
        offset?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
             * @description Whether logs hold the bodies too.
             * @default false
             */
            detailedRequestLogging: boolean;
            /**
             * @description Days logs are kept.
             * @default 30
             */
            logRetentionDays: number;
            /**
             * @description Days audit events are kept.
             * @default 365
             */
            auditRetentionDays: number;
            /**
             * @description Whether callers must be tenants.
             * @default false
             */
            multiTenancy: boolean;
            /**
             * @description Whether guardrails look at requests.
             * @default false
             */
            privacyEnabled: boolean;
            /**
             * @description Whether logs hold what guardrails made of a body instead of the body.
             * @default true
             */
            anonymizeLogs: boolean;
            /**
             * @description Whether conversations are collected for fine-tuning.
             * @default false
             */
            finetuneLogging: boolean;
            /**
             * @description Whether collected conversations hold their whole history.
             * @default false
             */
            finetuneFullContext: boolean;
            /**
             * @description Whether answers tell tenants the account that served them.
             * @default true
             */
            revealRouteToTenants: boolean;
            /** @description Masked */
            proxyApiKey?: string | null;
            /**
             * @description Whether the key of the proxy comes from the environment or the database.
             * @enum {string}
             */
            proxyApiKeySource?: 'env' | 'db' | 'none';
            /** @description The tenant that stands for the key of the proxy; null for none. */
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
           * @description Whether logs hold the bodies too.
           * @default false
           */
          detailedRequestLogging?: boolean | null;
          /**
           * @description Days logs are kept.
           * @default 30
           */
          logRetentionDays?: number | null;
          /**
           * @description Days audit events are kept.
           * @default 365
           */
          auditRetentionDays?: number | null;
          /**
           * @description Whether callers must be tenants.
           * @default false
           */
          multiTenancy?: boolean | null;
          /**
           * @description Whether guardrails look at requests.
           * @default false
           */
          privacyEnabled?: boolean | null;
          /**
           * @description Whether logs hold what guardrails made of a body instead of the body.
           * @default true
           */
          anonymizeLogs?: boolean | null;
          /**
           * @description Whether conversations are collected for fine-tuning.
           * @default false
           */
          finetuneLogging?: boolean | null;
          /**
           * @description Whether collected conversations hold their whole history.
           * @default false
           */
          finetuneFullContext?: boolean | null;
          /**
           * @description Whether answers tell tenants the account that served them.
           * @default true
           */
          revealRouteToTenants?: boolean | null;
          /** @description Goes in, never out; null removes it */
          proxyApiKey?: string | null;
        };
      };
    };
    responses: {
      /** @description The answer. */
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
             * @description Whether logs hold the bodies too.
             * @default false
             */
            detailedRequestLogging: boolean;
            /**
             * @description Days logs are kept.
             * @default 30
             */
            logRetentionDays: number;
            /**
             * @description Days audit events are kept.
             * @default 365
             */
            auditRetentionDays: number;
            /**
             * @description Whether callers must be tenants.
             * @default false
             */
            multiTenancy: boolean;
            /**
             * @description Whether guardrails look at requests.
             * @default false
             */
            privacyEnabled: boolean;
            /**
             * @description Whether logs hold what guardrails made of a body instead of the body.
             * @default true
             */
            anonymizeLogs: boolean;
            /**
             * @description Whether conversations are collected for fine-tuning.
             * @default false
             */
            finetuneLogging: boolean;
            /**
             * @description Whether collected conversations hold their whole history.
             * @default false
             */
            finetuneFullContext: boolean;
            /**
             * @description Whether answers tell tenants the account that served them.
             * @default true
             */
            revealRouteToTenants: boolean;
            /** @description Masked */
            proxyApiKey?: string | null;
            /**
             * @description Whether the key of the proxy comes from the environment or the database.
             * @enum {string}
             */
            proxyApiKeySource?: 'env' | 'db' | 'none';
            /** @description The tenant that stands for the key of the proxy; null for none. */
            defaultTenantId?: string | null;
            /** @description What the change did to keys in use */
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
           * @description Whether logs hold the bodies too.
           * @default false
           */
          detailedRequestLogging?: boolean | null;
          /**
           * @description Days logs are kept.
           * @default 30
           */
          logRetentionDays?: number | null;
          /**
           * @description Days audit events are kept.
           * @default 365
           */
          auditRetentionDays?: number | null;
          /**
           * @description Whether callers must be tenants.
           * @default false
           */
          multiTenancy?: boolean | null;
          /**
           * @description Whether guardrails look at requests.
           * @default false
           */
          privacyEnabled?: boolean | null;
          /**
           * @description Whether logs hold what guardrails made of a body instead of the body.
           * @default true
           */
          anonymizeLogs?: boolean | null;
          /**
           * @description Whether conversations are collected for fine-tuning.
           * @default false
           */
          finetuneLogging?: boolean | null;
          /**
           * @description Whether collected conversations hold their whole history.
           * @default false
           */
          finetuneFullContext?: boolean | null;
          /**
           * @description Whether answers tell tenants the account that served them.
           * @default true
           */
          revealRouteToTenants?: boolean | null;
          /** @description Goes in, never out; null removes it */
          proxyApiKey?: string | null;
        };
      };
    };
    responses: {
      /** @description The answer. */
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
             * @description Whether logs hold the bodies too.
             * @default false
             */
            detailedRequestLogging: boolean;
            /**
             * @description Days logs are kept.
             * @default 30
             */
            logRetentionDays: number;
            /**
             * @description Days audit events are kept.
             * @default 365
             */
            auditRetentionDays: number;
            /**
             * @description Whether callers must be tenants.
             * @default false
             */
            multiTenancy: boolean;
            /**
             * @description Whether guardrails look at requests.
             * @default false
             */
            privacyEnabled: boolean;
            /**
             * @description Whether logs hold what guardrails made of a body instead of the body.
             * @default true
             */
            anonymizeLogs: boolean;
            /**
             * @description Whether conversations are collected for fine-tuning.
             * @default false
             */
            finetuneLogging: boolean;
            /**
             * @description Whether collected conversations hold their whole history.
             * @default false
             */
            finetuneFullContext: boolean;
            /**
             * @description Whether answers tell tenants the account that served them.
             * @default true
             */
            revealRouteToTenants: boolean;
            /** @description Masked */
            proxyApiKey?: string | null;
            /**
             * @description Whether the key of the proxy comes from the environment or the database.
             * @enum {string}
             */
            proxyApiKeySource?: 'env' | 'db' | 'none';
            /** @description The tenant that stands for the key of the proxy; null for none. */
            defaultTenantId?: string | null;
            /** @description What the change did to keys in use */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
        /** @description Most items in the answer. */
        limit?: number;
        /** @description Items to leave out at the beginning. */
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
      /** @description The answer. */
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
        /** @description The model's name; slashes in it are sent as %2F */
        modelId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer. */
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
        /** @description The model's name; slashes in it are sent as %2F */
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
      /** @description The answer. */
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
        /** @description The model's name; slashes in it are sent as %2F */
        modelId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is done; the answer is empty. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
        /** @description Most items in the answer. */
        limit?: number;
        /** @description Items to leave out at the beginning. */
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
      /** @description The answer. */
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
        /** @description Whose list price to look for */
        provider?: string;
      };
      header?: never;
      path: {
        /** @description The model's name as the provider is asked for it, slashes as %2F; `*` for models whose price is not known */
        model: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer. */
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
        /** @description The model's name as the provider is asked for it, slashes as %2F; `*` for models whose price is not known */
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
      /** @description The answer. */
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
        /** @description The model's name as the provider is asked for it, slashes as %2F; `*` for models whose price is not known */
        model: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is done; the answer is empty. */
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
      /** @description The answer. */
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
        /** @description Most items in the answer. */
        limit?: number;
        /** @description Items to leave out at the beginning. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description It is done; the answer is empty. */
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
      /** @description The answer. */
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
        /** @description Most items in the answer. */
        limit?: number;
        /** @description Items to leave out at the beginning. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description It is done; the answer is empty. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
           * @description Whether logs hold the bodies too.
           * @default false
           */
          detailedRequestLogging?: boolean | null;
          /**
           * @description Whether guardrails look at requests.
           * @default false
           */
          privacyEnabled?: boolean | null;
          /**
           * @description Whether logs hold what guardrails made of a body instead of the body.
           * @default true
           */
          anonymizeLogs?: boolean | null;
          /**
           * @description Whether conversations are collected for fine-tuning.
           * @default false
           */
          finetuneLogging?: boolean | null;
          /**
           * @description Whether collected conversations hold their whole history.
           * @default false
           */
          finetuneFullContext?: boolean | null;
          /**
           * @description Whether answers tell tenants the account that served them.
           * @default true
           */
          revealRouteToTenants?: boolean | null;
        };
      };
    };
    responses: {
      /** @description The answer. */
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
           * @description Whether logs hold the bodies too.
           * @default false
           */
          detailedRequestLogging?: boolean | null;
          /**
           * @description Whether guardrails look at requests.
           * @default false
           */
          privacyEnabled?: boolean | null;
          /**
           * @description Whether logs hold what guardrails made of a body instead of the body.
           * @default true
           */
          anonymizeLogs?: boolean | null;
          /**
           * @description Whether conversations are collected for fine-tuning.
           * @default false
           */
          finetuneLogging?: boolean | null;
          /**
           * @description Whether collected conversations hold their whole history.
           * @default false
           */
          finetuneFullContext?: boolean | null;
          /**
           * @description Whether answers tell tenants the account that served them.
           * @default true
           */
          revealRouteToTenants?: boolean | null;
        };
      };
    };
    responses: {
      /** @description The answer. */
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
        /** @description Most items in the answer. */
        limit?: number;
        /** @description Items to leave out at the beginning. */
        offset?: number;
        /** @description What to sum by. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
           * @description Whether logs hold the bodies too.
           * @default false
           */
          detailedRequestLogging?: boolean | null;
          /**
           * @description Whether guardrails look at requests.
           * @default false
           */
          privacyEnabled?: boolean | null;
          /**
           * @description Whether logs hold what guardrails made of a body instead of the body.
           * @default true
           */
          anonymizeLogs?: boolean | null;
          /**
           * @description Whether conversations are collected for fine-tuning.
           * @default false
           */
          finetuneLogging?: boolean | null;
          /**
           * @description Whether collected conversations hold their whole history.
           * @default false
           */
          finetuneFullContext?: boolean | null;
          /**
           * @description Whether answers tell tenants the account that served them.
           * @default true
           */
          revealRouteToTenants?: boolean | null;
        };
      };
    };
    responses: {
      /** @description The answer. */
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
           * @description Whether logs hold the bodies too.
           * @default false
           */
          detailedRequestLogging?: boolean | null;
          /**
           * @description Whether guardrails look at requests.
           * @default false
           */
          privacyEnabled?: boolean | null;
          /**
           * @description Whether logs hold what guardrails made of a body instead of the body.
           * @default true
           */
          anonymizeLogs?: boolean | null;
          /**
           * @description Whether conversations are collected for fine-tuning.
           * @default false
           */
          finetuneLogging?: boolean | null;
          /**
           * @description Whether collected conversations hold their whole history.
           * @default false
           */
          finetuneFullContext?: boolean | null;
          /**
           * @description Whether answers tell tenants the account that served them.
           * @default true
           */
          revealRouteToTenants?: boolean | null;
        };
      };
    };
    responses: {
      /** @description The answer. */
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
        /** @description Most items in the answer. */
        limit?: number;
        /** @description Items to leave out at the beginning. */
        offset?: number;
        /** @description What to sum by. */
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
      /** @description The answer. */
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
        /** @description Most items in the answer. */
        limit?: number;
        /** @description Items to leave out at the beginning. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description It is done; the answer is empty. */
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
        /** @description Most items in the answer. */
        limit?: number;
        /** @description Items to leave out at the beginning. */
        offset?: number;
        /** @description What to sum by. */
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
        /** @description Class of the model that is asked for. */
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
      /** @description The answer. */
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
        /** @description Class of the model that is asked for. */
        tier?: string;
        /** @description A session's id. */
        session?: string;
        /** @description The form of the answer. */
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
        /** @description Most items in the answer. */
        limit?: number;
        /** @description Items to leave out at the beginning. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description It is done; the answer is empty. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
      /** @description The answer. */
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
