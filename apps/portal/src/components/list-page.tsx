import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LoadingState } from './loading-state.js';
import { Page } from './page.js';
import { ProblemAlert } from './problem-alert.js';

interface QueryStatesProps<T> {
  readonly query: UseQueryResult<T>;
  /** Shown instead of the content where this says that there is none. */
  readonly empty?: (data: T) => ReactNode | undefined;
  readonly children: (data: T) => ReactNode;
}

/** What is asked for: its outline while it comes, why it does not come, that there is none, or the thing itself. */
export function QueryStates<T>({ query, empty, children }: QueryStatesProps<T>) {
  if (query.data === undefined) {
    return query.error ? (
      <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <LoadingState />
    );
  }
  return (
    <>
      {query.error && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {empty?.(query.data) ?? children(query.data)}
    </>
  );
}

interface ListPageProps<T> extends QueryStatesProps<T> {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly above?: ReactNode;
  /** Stands above the list in every state. */
  readonly filters?: ReactNode;
}

/** A page with one list, and all the states that it can be in. */
export function ListPage<T>({ title, lead, actions, above, filters, ...states }: ListPageProps<T>) {
  return (
    <Page title={title} lead={lead} actions={actions} above={above}>
      {filters}
      <QueryStates {...states} />
    </Page>
  );
}
