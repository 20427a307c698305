import { Module } from '@nestjs/common';
import type { DynamicModule, Type } from '@nestjs/common';
import { ApiModule } from './api/api.module.js';
import { BaseModule } from './base.module.js';
import type { HubParts } from './base.module.js';
import { features } from './features.js';

@Module({})
export class AppModule {
  /** @param more modules that a test adds to the hub's features */
  static register(parts: HubParts, more: readonly (Type | DynamicModule)[] = []): DynamicModule {
    return { module: AppModule, imports: [BaseModule.register(parts), ApiModule, ...features, ...more] };
  }
}
