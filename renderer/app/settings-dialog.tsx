import { useId, type ReactNode } from 'react';
import { THEMES, type Settings } from '../../shared/protocol/window';
import { call } from '../platform/api';
import { useEngine } from '../platform/engine';
import { useWords } from '../platform/language';
import { setsHere, useMachine } from '../platform/machine';
import { changeSettings, useSettings, useSettingsStore } from '../platform/settings';
import { Button } from '../platform/ui/button';
import { DialogWindow } from '../platform/ui/dialog';
import { SegmentsField, SelectSetting, SwitchSetting } from './setting-rows';
import { closeDialog, useDialogs } from './dialogs';
import styles from './settings-dialog.module.css';

/** How the app looks and where it puts things; every change counts at once. */
export function SettingsDialog(): ReactNode {
  const t = useWords();
  const open = useDialogs((state) => state.open === 'settings');
  return (
    <DialogWindow open={open} title={t('app.settings-title')} onClose={closeDialog}>
      <div className={styles.sections}>
        <Appearance />
        <CanvasSettings />
        <RunSettings />
        <EngineFacts />
        <Versions />
      </div>
    </DialogWindow>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}

/** Only tests ask for it, by `?pseudo`. */
function languages(now: Settings['language']): readonly Settings['language'][] {
  const testing = now === 'pseudo' || new URLSearchParams(window.location.search).has('pseudo');
  return testing ? ['system', 'en', 'zh-TW', 'pseudo'] : ['system', 'en', 'zh-TW'];
}

function Appearance(): ReactNode {
  const t = useWords();
  const { theme, language } = useSettings();
  return (
    <Section title={t('app.settings-look')}>
      <SegmentsField
        label={t('app.theme')}
        value={theme}
        choices={THEMES.map((value) => ({ value, label: t(`app.theme-${value}`) }))}
        onChange={(value) => changeSettings({ theme: value })}
      />
      <SelectSetting
        label={t('app.language')}
        value={language}
        choices={languages(language).map((value) => ({ value, label: t(`app.language-${value}`) }))}
        onChange={(value) => changeSettings({ language: value })}
      />
    </Section>
  );
}

function CanvasSettings(): ReactNode {
  const t = useWords();
  const { minimap, snap } = useSettings();
  return (
    <Section title={t('app.settings-canvas')}>
      <SwitchSetting
        label={t('app.minimap')}
        checked={minimap}
        onChange={(on) => changeSettings({ minimap: on })}
      />
      <SwitchSetting label={t('app.snap')} checked={snap} onChange={(on) => changeSettings({ snap: on })} />
    </Section>
  );
}

async function chooseRunsFolder(): Promise<void> {
  const settings = await call('settings/choose-runs-folder', null);
  if (settings !== undefined) useSettingsStore.setState({ settings });
}

function RunSettings(): ReactNode {
  const t = useWords();
  const { runsBesideFile, runsFolder } = useSettings();
  return (
    <Section title={t('app.settings-runs')}>
      <SwitchSetting
        label={t('app.runs-beside')}
        checked={runsBesideFile}
        onChange={(on) => changeSettings({ runsBesideFile: on })}
      />
      <div className={styles.row}>
        <span className={styles.label}>
          {t('app.runs-folder')}
          <span className={styles.path}>{runsFolder ?? t('app.runs-folder-own')}</span>
        </span>
        {runsFolder !== null && (
          <Button onClick={() => changeSettings({ runsFolder: null })}>{t('app.use-own')}</Button>
        )}
        <Button onClick={() => void chooseRunsFolder()}>{t('app.choose')}</Button>
      </div>
    </Section>
  );
}

function EngineFacts(): ReactNode {
  const t = useWords();
  const { process, tensorflow } = useEngine();
  const { info, setup } = useMachine();
  const there = (part: 'tensorflow' | 'addon'): string =>
    setup === null
      ? t('app.unknown')
      : t(setup.present.includes(part) ? `app.${part}-present` : `app.${part}-missing`);
  const sets = setsHere(setup);
  const facts: readonly (readonly [string, string])[] = [
    [
      t('app.engine-state'),
      t(`app.engine-${process.state}`, { pid: process.pid ?? '', reason: process.reason ?? '' }),
    ],
    [
      t('app.tensorflow'),
      tensorflow === null ? there('tensorflow') : t('app.tensorflow-loaded', { version: tensorflow }),
    ],
    [t('app.addon'), there('addon')],
    [
      t('app.data-sets'),
      sets.length === 0 ? t('common.none') : sets.map((name) => t(name)).join(t('training.list-comma')),
    ],
    [t('app.cores'), info === null ? t('app.unknown') : t('app.cores-value', { count: info.cores })],
  ];
  return (
    <Section title={t('app.settings-engine')}>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Versions(): ReactNode {
  const t = useWords();
  const info = useMachine((state) => state.info);
  if (info === null) return null;
  const { version, electron, chrome, platform } = info;
  return (
    <Section title={t('app.settings-version')}>
      <p className={styles.version}>{t('app.version-line', { version, electron, chrome, platform })}</p>
    </Section>
  );
}
