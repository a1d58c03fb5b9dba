import { useBottomTab } from '../platform/bottom-tab';
import { changeSettings, useSettingsStore } from '../platform/settings';

export const SIDE_PANELS = ['left', 'right', 'bottom'] as const;
export type SidePanel = (typeof SIDE_PANELS)[number];

export function isShut(panel: SidePanel): boolean {
  return useSettingsStore.getState().settings.shut.includes(panel);
}

/** Shuts or opens a panel; the shell follows the settings. */
export function shutPanel(panel: SidePanel, shut: boolean): void {
  if (isShut(panel) === shut) return;
  const rest = useSettingsStore.getState().settings.shut.filter((one) => one !== panel);
  changeSettings({ shut: shut ? [...rest, panel] : rest });
}

/** Opens the bottom panel whenever one of its tabs is asked for. */
export function followBottomTab(): void {
  useBottomTab.subscribe(({ asked }, before) => {
    if (asked !== before.asked) shutPanel('bottom', false);
  });
}
