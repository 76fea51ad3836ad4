#include "assess/change/words.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "catalog/words.h"

namespace oneway {
namespace {

constexpr std::pair<std::string_view, std::string_view> kContents[] = {
    {"database", "the data in the database"},
    {"schema", "the data in the schema object"},
    {"crd", "all objects of the kind"},
    {"object-storage", "the stored objects"},
    {"block-storage", "the data on the disk"},
    {"file-storage", "the files"},
    {"queue", "the waiting messages"},
    {"stream", "the stream's records"},
    {"search", "the indexed documents"},
    {"cache", "the cached data"},
    {"analytics", "the data sets"},
    {"observability", "the recorded logs and metrics"},
    {"registry-artifact", "the stored artifacts"},
    {"identity", "the users and their credentials"},
    {"key", "the keys"},
    {"secret", "the secret values"},
    {"certificate", "the certificate and its private key"},
    {"kubernetes", "the objects in it"},
    {"compute", "the data on the machine's own disks"},
};

}  // namespace

std::string spoken(std::string_view id) {
  std::string out(id);
  std::replace(out.begin(), out.end(), '-', ' ');
  return out;
}

std::string joined(const std::vector<std::string>& words, std::string_view last) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i) out += i + 1 == words.size() ? " " + std::string(last) + " " : ", ";
    out += words[i];
  }
  return out;
}

std::string sentence(std::string_view text) {
  if (text.empty()) return "";
  std::string out = " " + upper_first(text);
  if (out.back() != '.' && out.back() != '!' && out.back() != '?') out += '.';
  return out;
}

std::string upper_first(std::string_view text) {
  std::string out(text);
  if (!out.empty()) out[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(out[0])));
  return out;
}

std::string contents_of(const TypeFacts& f) {
  std::string out = "its contents";
  for (auto [surface, words] : kContents)
    if (surface == f.surface) out = words;
  if (f.contents_unmanaged) out += ", and whatever is in it that no plan shows,";
  return out;
}

bool is_credential(const TypeFacts& f) {
  return f.surface == "iam" || f.surface == "identity" || f.repair_pattern == kReissued;
}

}  // namespace oneway
