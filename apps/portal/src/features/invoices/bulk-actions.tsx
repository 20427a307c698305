import { Button, Group } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconHandStop } from '@tabler/icons-react';
import { useTexts } from '../../i18n/use-texts.js';
import { invoicesTexts } from './texts/index.js';

interface BulkActionsProps {
  /** Of what is chosen: ids of claims that wait for approval, and of those whose approval can be undone. */
  readonly ready: readonly string[];
  readonly undoable: readonly string[];
  readonly isApproving: boolean;
  readonly isUndoing: boolean;
  readonly onExclude: () => void;
  readonly onApprove: () => void;
  readonly onUndo: () => void;
}

/** What is done with all that is chosen. */
export function BulkActions(props: BulkActionsProps) {
  const { ready, undoable, isApproving, isUndoing, onExclude, onApprove, onUndo } = props;
  const t = useTexts(invoicesTexts);
  return (
    <Group gap="xs">
      {undoable.length > 0 && (
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={16} />}
          loading={isUndoing}
          onClick={onUndo}
        >
          {t.undo(undoable.length)}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconHandStop size={16} />}
        disabled={ready.length === 0}
        onClick={onExclude}
      >
        {t.exclude(ready.length)}
      </Button>
      <Button
        leftSection={<IconCheck size={16} />}
        disabled={ready.length === 0}
        loading={isApproving}
        onClick={onApprove}
      >
        {t.approve(ready.length)}
      </Button>
    </Group>
  );
}
