import pg from 'pg';

/** What `pg` calls on an object that is sent in place of a query; only what COPY needs. */
interface CopyConnection {
  query(text: string): void;
  sync(): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** `COPY … TO STDOUT`: the rows in PostgreSQL's own text, as they came. */
export function copyOut(client: pg.Client, statement: string): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  return submitted(client, statement, {
    handleCopyData: ({ chunk }: { chunk: Buffer }) => void chunks.push(Buffer.from(chunk)),
  }).then(() => chunks);
}

/** `COPY … FROM STDIN` of such rows, as fast as the server takes them. */
export function copyIn(client: pg.Client, statement: string, chunks: readonly Buffer[]): Promise<void> {
  return submitted(client, statement, {
    handleCopyInResponse: (connection: CopyConnection) => {
      for (const chunk of chunks) connection.sendCopyFromChunk(chunk);
      connection.endCopyFrom();
    },
  });
}

/** `pg` knows the messages of COPY and leaves what to do with them to an object like this. */
function submitted(client: pg.Client, statement: string, handlers: object): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | undefined;
    const query = {
      submit: (connection: CopyConnection): void => connection.query(statement),
      handleError: (error: Error): void => void (failure = error),
      handleReadyForQuery: (): void => (failure ? reject(failure) : resolve()),
      handleCommandComplete: (): void => undefined,
      handleRowDescription: (): void => undefined,
      handleDataRow: (): void => undefined,
      handleCopyInResponse: (): void => undefined,
      handleCopyData: (): void => undefined,
      ...handlers,
    };
    client.query(query as unknown as pg.Submittable);
  });
}
