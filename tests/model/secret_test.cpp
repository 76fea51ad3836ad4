#include "model/secret.h"

#include <gtest/gtest.h>

namespace oneway {
namespace {

TEST(Secret, IsKnownByTheNameOfItsArgument) {
  for (const char* name : {"password", "db.master_password", "API_KEY", "client_secret", "auth_token"})
    EXPECT_TRUE(names_a_secret(name)) << name;
  for (const char* name : {"kms_key_id", "secret_arn", "rotation_days", "name", "password.length"})
    EXPECT_FALSE(names_a_secret(name)) << name;
}

TEST(Secret, IsKnownByItsMake) {
  for (const char* text :
       {"AKIA2345ABCDEF678901", "token ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "x=xoxb-123456789012-abcdefABCDEF", "-----BEGIN RSA PRIVATE KEY-----", "postgres://a:b@c/d",
        "Server=a;Password=b", "{\"db_password\": \"x\"}", "password: x", "Authorization: Bearer x"})
    EXPECT_TRUE(looks_like_a_credential(text)) << text;
  for (const char* text : {"arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf",
                           "https://example.org/a@b:c", "key-vault-production-2024", "db.t4g.medium", "sk_",
                           "the password is rotated", "projects/p/secrets/s"})
    EXPECT_FALSE(looks_like_a_credential(text)) << text;
}

TEST(Secret, IsKnownByItsRandomness) {
  EXPECT_TRUE(looks_like_a_secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCY2EXAMPLEKEY"));
  EXPECT_TRUE(looks_like_a_secret("3f786850e387550fdab836ed7e6dc881de23001b"));
  for (const char* text :
       {"3f6a1c2e-1111-2222-3333-444455556666", "i-0abcd1234ef567890", "my-bucket-of-logs-2024",
        "11111111111111111111111111111111", "ami-0123456789abcdef0"})
    EXPECT_FALSE(looks_like_a_secret(text)) << text;
}

TEST(Secret, IsTakenOutOfASentence) {
  EXPECT_EQ(without_secrets("cannot open plans/ghp_abcdefghijklmnopqrstuvwxyz0123456789.json: no such file"),
            "cannot open (hidden) no such file");
  EXPECT_EQ(without_secrets("the login (password: tulip) failed"), "the login (password: (hidden)) failed");
  EXPECT_EQ(without_secrets("Bearer tulip, then more"), "Bearer (hidden), then more");
  const std::string harmless = "expected a number, found \"x\" in [1, {a}] of the password policy;\n";
  EXPECT_EQ(without_secrets(harmless), harmless);
}

}  // namespace
}  // namespace oneway
