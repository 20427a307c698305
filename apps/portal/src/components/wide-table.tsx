import { Box, Table } from '@mantine/core';
import type { CSSProperties, ReactNode } from 'react';

interface WideTableProps {
  /** What it lists, for those who do not see it. */
  readonly label: string;
  readonly head: readonly ReactNode[];
  readonly minWidth?: number;
  readonly children: ReactNode;
}

/** A table; on a phone each row is a card with its columns' names (`global.css`), between the two it is pushed sideways. */
export function WideTable({ label, head, minWidth = 720, children }: WideTableProps) {
  return (
    // Scrolled by keyboard too, so it takes the focus.
    <Box tabIndex={0} role="region" aria-label={label} style={{ overflowX: 'auto' }}>
      <Table
        className="wide-table"
        style={{ '--wide-table-width': `${minWidth}px`, ...namesOf(head) } as CSSProperties}
        verticalSpacing="sm"
        highlightOnHover
        withTableBorder
      >
        <Table.Thead>
          <Table.Tr>
            {head.map((cell, column) => (
              // Columns do not move.
              <Table.Th key={column} style={{ whiteSpace: 'nowrap' }}>
                {cell}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Box>
  );
}

/** For the style sheet: what stands before each cell of a card. */
function namesOf(head: readonly ReactNode[]): Record<string, string> {
  return Object.fromEntries(
    head.flatMap((cell, column) =>
      typeof cell === 'string' ? [[`--column-${column + 1}`, JSON.stringify(cell)]] : [],
    ),
  );
}
