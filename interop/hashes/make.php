<?php
// Hashes by PHP's own function, one JSON object a line.
foreach (json_decode($argv[1]) as $password) {
    echo json_encode([
        'made' => 'password_hash of PHP ' . PHP_VERSION,
        'password' => $password,
        'passwordHash' => password_hash($password, PASSWORD_BCRYPT, ['cost' => 6]),
    ], JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES), "\n";
}
