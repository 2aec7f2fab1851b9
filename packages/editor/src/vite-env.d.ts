/** Vite's module types (`?worker`, css, svg). */
/// <reference types="vite/client" />
