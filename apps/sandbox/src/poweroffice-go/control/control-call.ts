export type ControlBody = Readonly<Record<string, unknown>>;

export interface ControlCall {
  readonly path: Readonly<Record<string, string>>;
  readonly body: ControlBody;
}

export type ControlRoute = (call: ControlCall) => unknown;
