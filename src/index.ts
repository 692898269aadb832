export * from './web-identity-provider';
export * from './web-identity-users';
export * from './user-table-grants';
export * from './game-table-options';
export * from './web-identity-game-table';
export * from './web-identity-client-config';
