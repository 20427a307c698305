import { Box, Table } from '@mantine/core';
import type { ReactNode } from 'react';

interface FigureTableProps {
  readonly label: string;
  /** The first is that of the rows' names. */
  readonly head: readonly string[];
  readonly rows: readonly FigureRow[];
}

export interface FigureRow {
  readonly name: string;
  readonly cells: readonly ReactNode[];
  /** How full a cell's ground is, 0 to 1; none where it is left out. */
  readonly fills?: readonly (number | undefined)[];
}

/** Figures under figures, close together: made to be compared, so a phone pushes it sideways rather than taking it apart. */
export function FigureTable({ label, head, rows }: FigureTableProps) {
  const [first, ...others] = head;
  return (
    <Box tabIndex={0} role="region" aria-label={label} style={{ overflowX: 'auto' }}>
      <Table className="figure-table" withTableBorder verticalSpacing={6} horizontalSpacing={9}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{first}</Table.Th>
            {others.map((name) => (
              <Table.Th key={name} ta="right">
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ name, cells, fills = [] }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">{name}</Table.Th>
              {cells.map((cell, column) => (
                // Columns do not move.
                <Table.Td key={column} ta="right" style={ground(fills[column])}>
                  {cell}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Box>
  );
}

/** Never so dark that the figure upon it could not be read. */
const FILL_PERCENT_MAX = 38;

function ground(fill: number | undefined): { backgroundColor?: string } {
  if (fill === undefined) return {};
  const percent = Math.round(Math.min(Math.max(fill, 0), 1) * FILL_PERCENT_MAX);
  return { backgroundColor: `color-mix(in srgb, var(--mantine-color-fjord-5) ${percent}%, transparent)` };
}
