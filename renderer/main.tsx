import './no-eval.ts';
import './ui/tokens.css';
import './ui/fonts.css';
import './ui/base.css';
import './ui/controls.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { followChanges } from './queries.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root element.');
followChanges();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
