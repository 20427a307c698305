import { Box, Table } from '@mantine/core';
import type { ReactNode } from 'react';

interface WideTableProps {
  /** What it lists, for those who do not see it. */
  readonly label: string;
  readonly head: readonly ReactNode[];
  readonly minWidth?: number;
  readonly children: ReactNode;
}

/** A table that is pushed sideways where the screen is narrow. */
export function WideTable({ label, head, minWidth = 720, children }: WideTableProps) {
  return (
    // Scrolled by keyboard too, so it takes the focus.
    <Box tabIndex={0} role="region" aria-label={label} style={{ overflowX: 'auto' }}>
      <Table miw={minWidth} verticalSpacing="sm" highlightOnHover withTableBorder>
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
