// Secrets of every usual shape that no output may hold, and the look for them.
#pragma once
#include <random>
#include <set>
#include <string>
#include <vector>

namespace oneway::canary {

enum class Shape {
  Plain,  // of no known make: only its place tells that it is secret
  PlainWithSymbols,
  AwsKeyId,
  AwsSecretKey,
  GitHub,
  GitHubFineGrained,
  GitLab,
  Slack,
  Jwt,
  Google,
  Stripe,
  Npm,
  SendGrid,
  Vault,
  AzureClient,
  Hex,
  PrivateKey,
  PostgresUrl,
  ConnectionString,
  StorageAccount,
  SasUrl,
  BasicHeader,
  Bearer,
  JsonText,
  Script,
};
constexpr int kShapes = static_cast<int>(Shape::Script) + 1;

bool is_of_known_make(Shape shape);

class Canaries {
 public:
  // A fresh secret of this shape, as it would stand in a document. `place` is for messages.
  std::string make(Shape shape, const std::string& place);
  // The next one whose make is known; what is only random may be the id of an object, which is shown.
  std::string make_shaped(const std::string& place);
  // The next one of all shapes.
  std::string make_any(const std::string& place);

  std::size_t size() const { return secrets_.size(); }
  // A sentence for each secret that `text` holds: plainly, escaped for HTML, JSON or URLs, in base64 or hex.
  std::vector<std::string> found_in(const std::string& text) const;

 private:
  std::string word(std::size_t length, std::string_view alphabet);
  std::string keep(const std::string& core, const std::string& place);

  struct Secret {
    std::string core, place;
    std::vector<std::string> forms;
  };
  std::mt19937 random_{20261125};
  int next_ = 0;
  std::vector<Secret> secrets_;
};

std::string base64(const std::string& text);

}  // namespace oneway::canary
