<?php
// Hashes by PHP's own function and WordPress' class (its path is the second argument), one JSON object a line.
require $argv[2];
function line($made, $password, $hash) {
    echo json_encode(['made' => $made, 'password' => $password, 'passwordHash' => $hash], JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES), "\n";
}
foreach (json_decode($argv[1]) as $password) {
    line('password_hash of PHP ' . PHP_VERSION, $password, password_hash($password, PASSWORD_BCRYPT, ['cost' => 6]));
    line('PasswordHash of WordPress', $password, (new PasswordHash(8, true))->HashPassword(trim($password)));
    // wp_hash_password of WordPress 6.8
    line('password_hash of PHP ' . PHP_VERSION . ' in the layout of wp_hash_password of WordPress 6.8', $password,
        '$wp' . password_hash(base64_encode(hash_hmac('sha384', trim($password), 'wp-sha384', true)), PASSWORD_BCRYPT, ['cost' => 6]));
}
