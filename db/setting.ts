import type { Reader } from './connection.ts';
import type { Recorder } from './recorder.ts';
import { defineTable } from './table.ts';

type SettingRow = { readonly key: string; readonly value: string };

export const settingTable = defineTable<SettingRow>('setting', { key: 'key', value: 'value' });

export function setSetting(recorder: Recorder, key: string, value: string): void {
  if (recorder.find(settingTable, { key }) === null) recorder.insert(settingTable, { key, value });
  else recorder.update(settingTable, { key }, { value });
}

export function listSettings(reader: Reader): Record<string, string> {
  const rows = reader.all<SettingRow>('SELECT key, value FROM setting ORDER BY key');
  return Object.fromEntries(rows.map((row) => [row.key, row.value]));
}
