import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';

import { accessRuleKey } from '@codegate/access';

/** Stops the start when a route has no access rule, so that none is forgotten. */
@Injectable()
export class RouteRulesCheck implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const without = this.discovery.getControllers().flatMap(({ metatype, name }) => {
      const prototype = (metatype as { prototype?: object } | null)?.prototype;
      if (!prototype) return [];
      return this.scanner
        .getAllMethodNames(prototype)
        .filter((method) => !this.hasRuleOrIsNoRoute(prototype, method))
        .map((method) => `${name}.${method}`);
    });
    if (without.length === 0) return;
    throw new Error(
      `Routes without an access rule (@Requires, @SignedIn or @Public): ${without.join(', ')}`,
    );
  }

  private hasRuleOrIsNoRoute(prototype: object, method: string): boolean {
    const handler = (prototype as Record<string, () => unknown>)[method];
    if (!handler) return true;
    const isRoute = this.reflector.get<unknown>(PATH_METADATA, handler) !== undefined;
    return !isRoute || this.reflector.get<unknown>(accessRuleKey, handler) !== undefined;
  }
}
