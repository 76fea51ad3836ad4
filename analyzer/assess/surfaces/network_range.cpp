#include "assess/surfaces/network_range.h"

#include <arpa/inet.h>

#include <array>
#include <charconv>
#include <optional>
#include <string>

namespace oneway {
namespace {

struct Network {
  std::array<unsigned char, 16> address{};
  int family = AF_INET, bits = 0;
};

std::optional<int> number(std::string_view text) {
  int n = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (text.empty() || fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return n;
}

std::optional<Network> network(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::string host(text.substr(0, slash));
  Network n;
  n.family = host.find(':') == std::string::npos ? AF_INET : AF_INET6;
  const int longest = n.family == AF_INET ? 32 : 128;
  if (host.size() > 64 || inet_pton(n.family, host.c_str(), n.address.data()) != 1) return std::nullopt;
  n.bits = longest;
  if (slash == std::string_view::npos) return n;
  const auto bits = number(text.substr(slash + 1));
  if (!bits || *bits < 0 || *bits > longest) return std::nullopt;
  n.bits = *bits;
  return n;
}

struct Ports {
  int from = 0, to = 0;
};

std::optional<Ports> ports(std::string_view text) {
  const std::size_t dash = text.find('-', 1);
  const auto from = number(text.substr(0, dash));
  const auto to = dash == std::string_view::npos ? from : number(text.substr(dash + 1));
  if (!from || !to) return std::nullopt;
  return Ports{*from, *to};
}

}  // namespace

bool network_covers(std::string_view wide, std::string_view narrow) {
  if (wide == narrow) return true;
  const auto w = network(wide), n = network(narrow);
  if (!w || !n || w->family != n->family || w->bits > n->bits) return false;
  for (int bit = 0; bit < w->bits; ++bit) {
    const auto at = static_cast<std::size_t>(bit / 8);
    if ((w->address[at] ^ n->address[at]) & (0x80 >> bit % 8)) return false;
  }
  return true;
}

bool ports_cover(std::string_view wide, std::string_view narrow) {
  if (wide == narrow) return true;
  const auto w = ports(wide), n = ports(narrow);
  return w && n && w->from <= n->from && n->to <= w->to;
}

bool ports_meet(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto x = ports(a), y = ports(b);
  return !x || !y || (x->from <= y->to && y->from <= x->to);
}

}  // namespace oneway
