import '@fontsource-variable/inter/standard.css';
import '@fontsource-variable/noto-sans-tc';
import '@fontsource/jetbrains-mono/400.css';
import '@fontsource/jetbrains-mono/600.css';
import './platform/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, preloadShell } from './app/app';
import { bringBack, prepare } from './app/boot';

await prepare();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
await bringBack();
// What waits for a usable window (the tests, the start-up benchmark) waits for this.
document.documentElement.dataset['ready'] = '';
preloadShell();
