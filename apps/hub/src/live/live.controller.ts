import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { currentPrincipal } from '../api/principal.js';
import { forPeopleOnly, LiveService } from './live.service.js';
import type { Sink } from './live-stream.js';

/** Bytes that may wait for a page that does not read; it comes again when it does. */
const WAITING_BYTES_MAX = 65_536;

/** Tells open pages that something changed, so that they need not ask. */
@ApiTags('overview')
@Controller('me/live')
export class LiveController {
  constructor(private readonly live: LiveService) {}

  @Get()
  @ApiOperation({
    summary: 'Which companies within reach changed, as server-sent events',
    description:
      '`ready`: from now on nothing is missed. `change`: `{"creditorId", "topics"}` with topics of runs, claims, postings, money, proposals. `all`: anything may have changed. `lost`: ask from time to time until `ready` comes again.',
  })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ type: String })
  open(@Req() request: Request, @Res() response: Response): void {
    const principal = currentPrincipal();
    if (principal?.kind === 'api-key') throw forPeopleOnly();
    const userId = principal?.kind === 'user' ? principal.id : undefined;
    const end = this.live.open(userId, request.headers, () => sinkOf(response));
    response.on('close', end);
  }
}

function sinkOf(response: Response): Sink {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Otherwise some proxies gather what should come at once.
    'x-accel-buffering': 'no',
  });
  response.flushHeaders();
  const write = (text: string): void => {
    if (response.writableLength > WAITING_BYTES_MAX) response.destroy();
    else response.write(text);
  };
  return {
    event: (name, data) => write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`),
    beat: () => write(': still here\n\n'),
    end: () => void response.end(),
  };
}
