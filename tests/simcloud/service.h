// Serves descriptions as Terraform providers over plain TCP: "reattach" mode, so that no init and no package
// is needed.
#pragma once
#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <vector>

#include "world.h"

namespace simcloud {

class Provider;

// All providers of one world, each on a port of its own (a request does not say which provider is meant).
class Server {
 public:
  Server(World& world, std::vector<std::shared_ptr<const ProviderDescription>> descriptions);
  ~Server();

  // What TF_REATTACH_PROVIDERS has to hold.
  std::string reattach() const { return reattach_; }
  void wait();

 private:
  std::vector<std::unique_ptr<Provider>> providers_;
  std::vector<std::unique_ptr<grpc::Server>> servers_;
  std::string reattach_;
};

}  // namespace simcloud
