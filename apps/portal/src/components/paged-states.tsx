import { Button } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { commonTexts } from '../i18n/common/index.js';
import { useTexts } from '../i18n/use-texts.js';
import { LoadingState } from './loading-state.js';
import { ProblemAlert } from './problem-alert.js';

interface PagedStatesProps<Row> {
  readonly query: Pick<
    UseInfiniteQueryResult,
    'error' | 'refetch' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'
  >;
  /** Undefined while none of them are there. */
  readonly rows: readonly Row[] | undefined;
  /** Shown where there are none. */
  readonly empty: ReactNode;
  readonly outlines?: number;
  readonly children: (rows: readonly Row[]) => ReactNode;
}

/** As `QueryStates`, for a list that comes page by page: with a button for more. */
export function PagedStates<Row>({ query, rows, empty, outlines, children }: PagedStatesProps<Row>) {
  const { more } = useTexts(commonTexts);
  return (
    <>
      {query.error && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {!rows && !query.error && <LoadingState {...(outlines === undefined ? {} : { rows: outlines })} />}
      {rows && (rows.length === 0 ? empty : children(rows))}
      {query.hasNextPage && (
        <Button
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {more}
        </Button>
      )}
    </>
  );
}
