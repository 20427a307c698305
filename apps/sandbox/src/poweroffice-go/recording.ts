import { RequestRecording } from '../journal/request-recording.js';
import type { Reply, SimRequest } from '../server/exchange.js';
import type { PowerOfficeGoApi } from './api.js';
import { playEffect } from './effects.js';
import { describeRequest, fingerprintOf, markOf, requestOf } from './operations.js';
import type { World } from './world.js';

/** Lets a recorder keep what requests change in a simulated PowerOffice Go, and carries it out again. */
export function recordingOf(
  world: World,
  api: PowerOfficeGoApi,
  control: (request: SimRequest) => Reply,
): RequestRecording {
  return new RequestRecording({
    controlPath: '/poweroffice-go',
    control,
    describe: (request) => describeRequest(world, 'control', request, request.path),
    requestOf: (operation) => requestOf(world, operation),
    replay: (request) => api.replay(request, request.path),
    playEffect: (kind, request, companyId) => playEffect(world, kind, request, request.path, companyId),
    recordTo: (recorder) => {
      api.recorder = recorder;
    },
    fingerprint: () => fingerprintOf(world),
    mark: () => markOf(world),
  });
}
