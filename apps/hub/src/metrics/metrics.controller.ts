import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { SkipThrottle } from '../api/throttle.js';
import type { Response } from 'express';
import { Metrics } from './metrics.js';

/** For Prometheus; with API_TOKEN set it sends the token as `bearer_token`. */
@Controller('metrics')
@ApiExcludeController()
@SkipThrottle()
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async read(@Res({ passthrough: true }) response: Response): Promise<string> {
    response.type(this.metrics.registry.contentType);
    return this.metrics.registry.metrics();
  }
}
