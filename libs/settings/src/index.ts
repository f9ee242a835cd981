export * from './settings-catalogue.js';
