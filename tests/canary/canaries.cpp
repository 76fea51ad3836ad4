#include "canary/canaries.h"

#include <openssl/evp.h>

namespace oneway::canary {
namespace {

constexpr std::string_view kDigits = "0123456789", kHex = "0123456789abcdef",
                           kUpper = "ABCDEFGHJKLMNPQRSTUVWXYZ234567",
                           kMixed = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

std::string hex(const std::string& text) {
  std::string out;
  for (unsigned char c : text) out += {kHex[c >> 4], kHex[c & 15]};
  return out;
}

// The part of the base64 of any longer text that only `core` decides, for each of the three places in which
// it may begin.
std::vector<std::string> inside_base64(const std::string& core) {
  std::vector<std::string> forms;
  for (std::size_t offset = 0; offset < 3; ++offset) {
    const std::string encoded = base64(std::string(offset, 'x') + core);
    const std::size_t first = offset == 0 ? 0 : 4, whole = (offset + core.size()) / 3 * 4;
    forms.push_back(encoded.substr(first, whole - first));
  }
  return forms;
}

// What a reader of HTML, JSON or a URL makes of the text.
std::string unescaped(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '&') {
      const std::size_t end = text.find(';', i);
      const std::string entity =
          end == std::string::npos || end - i > 8 ? "" : text.substr(i + 1, end - i - 1);
      std::string c;
      if (entity == "amp") c = "&";
      if (entity == "lt") c = "<";
      if (entity == "gt") c = ">";
      if (entity == "quot") c = "\"";
      if (entity.starts_with('#')) c = std::string(1, static_cast<char>(std::atoi(entity.c_str() + 1)));
      if (!c.empty() && c[0] != 0) {
        out += c;
        i = end;
        continue;
      }
    }
    if (text[i] == '\\' && i + 1 < text.size()) {
      out += text[++i] == 'n' ? '\n' : text[i];
      continue;
    }
    if (text[i] == '%' && i + 2 < text.size() && isxdigit(static_cast<unsigned char>(text[i + 1])) &&
        isxdigit(static_cast<unsigned char>(text[i + 2]))) {
      out += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
      i += 2;
      continue;
    }
    out += text[i];
  }
  return out;
}

}  // namespace

std::string base64(const std::string& text) {
  std::string out(4 * ((text.size() + 2) / 3) + 1, '\0');
  out.resize(static_cast<std::size_t>(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                                      reinterpret_cast<const unsigned char*>(text.data()),
                                                      static_cast<int>(text.size()))));
  return out;
}

std::string Canaries::word(std::size_t length, std::string_view alphabet) {
  std::string out;
  while (out.size() < length) out += alphabet[random_() % alphabet.size()];
  // Every one of them has a digit, as a real one of its length would.
  out[length / 2] = kDigits[2 + random_() % 8];
  return out;
}

std::string Canaries::keep(const std::string& core, const std::string& place) {
  Secret s{core, place, inside_base64(core)};
  s.forms.push_back(core);
  s.forms.push_back(hex(core));
  secrets_.push_back(std::move(s));
  return core;
}

std::string Canaries::make(Shape shape, const std::string& place) {
  const auto core = [&](const std::string& text) { return keep(text, place); };
  switch (shape) {
    case Shape::Plain:
      return core("Kestrel" + word(4, kDigits) + "harbour");
    case Shape::PlainWithSymbols:
      return core("p\"ss<" + word(5, kMixed) + "&\\%/");
    case Shape::AwsKeyId:
      return core("AKIA" + word(16, kUpper));
    case Shape::AwsSecretKey:
      return core(word(18, kMixed) + "/" + word(21, kMixed));
    case Shape::GitHub:
      return core("ghp_" + word(36, kMixed));
    case Shape::GitHubFineGrained:
      return core("github_pat_" + word(22, kMixed) + "_" + word(59, kMixed));
    case Shape::GitLab:
      return core("glpat-" + word(20, kMixed));
    case Shape::Slack:
      return core("xoxb-" + word(12, kDigits) + "-" + word(24, kMixed));
    case Shape::Jwt:
      return core("eyJhbGciOiJIUzI1NiJ9.eyJ" + word(40, kMixed) + "." + word(43, kMixed));
    case Shape::Google:
      return core("AIza" + word(35, kMixed));
    case Shape::Stripe:
      return core("sk_live_" + word(24, kMixed));
    case Shape::Npm:
      return core("npm_" + word(36, kMixed));
    case Shape::SendGrid:
      return core("SG." + word(22, kMixed) + "." + word(43, kMixed));
    case Shape::Vault:
      return core("hvs." + word(24, kMixed));
    case Shape::AzureClient:
      return core(word(6, kMixed) + "8Q~" + word(31, kMixed));
    case Shape::Hex:
      return core(word(40, kHex));
    case Shape::PrivateKey:
      return "-----BEGIN PRIVATE KEY-----\n" + core(word(64, kMixed)) + "\n" + core(word(40, kMixed)) +
             "\n-----END PRIVATE KEY-----\n";
    case Shape::PostgresUrl:
      return "postgres://app:" + core("Osprey" + word(4, kDigits) + "meadow") + "@db.internal:5432/orders";
    case Shape::ConnectionString:
      return "Server=db.internal;User Id=app;Password=" + core("Heron" + word(4, kDigits) + "thicket") +
             ";Encrypt=True";
    case Shape::StorageAccount:
      return "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=" + core(word(60, kMixed)) + "==";
    case Shape::SasUrl:
      return "https://a.blob.core.windows.net/c?sv=2024-01-01&sig=" + core(word(40, kMixed));
    case Shape::BasicHeader:
      return "Basic " + base64("app:" + core("Curlew" + word(4, kDigits) + "estuary"));
    case Shape::Bearer:
      return "Authorization: Bearer " + core(word(30, kMixed));
    case Shape::JsonText:
      return "{\"username\":\"app\",\"password\":\"" + core("Plover" + word(4, kDigits) + "marsh") + "\"}";
    case Shape::Script:
      return base64("#!/bin/sh\nexport DB_PASSWORD=" + core("Avocet" + word(4, kDigits) + "lagoon") + "\n");
  }
  return {};
}

bool is_of_known_make(Shape shape) {
  for (Shape other : {Shape::Plain, Shape::PlainWithSymbols, Shape::AwsSecretKey, Shape::AzureClient,
                      Shape::Hex, Shape::Script})
    if (shape == other) return false;
  return true;
}

std::string Canaries::make_shaped(const std::string& place) {
  while (!is_of_known_make(static_cast<Shape>(next_ % kShapes))) ++next_;
  return make(static_cast<Shape>(next_++ % kShapes), place);
}

std::string Canaries::make_any(const std::string& place) {
  return make(static_cast<Shape>(next_++ % kShapes), place);
}

std::vector<std::string> Canaries::found_in(const std::string& text) const {
  std::vector<std::string> found;
  const std::string read = unescaped(text);
  const auto look = [&](const Secret& s) {
    for (const std::string& form : s.forms)
      for (const std::string* where : {&text, &read})
        if (const std::size_t at = where->find(form); at != std::string::npos)
          return found.push_back("the secret of " + s.place + " (" + s.core +
                                 ") in: " + where->substr(at < 60 ? 0 : at - 60, form.size() + 120));
  };
  for (const Secret& s : secrets_) look(s);
  return found;
}

}  // namespace oneway::canary
