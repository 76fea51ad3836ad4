// The simulated cloud by hand: serves until killed and prints the line for TF_REATTACH_PROVIDERS. See
// README.md.
#include <iostream>

#include "service.h"

int main(int argc, char** argv) {
  std::string world_file = "world.json";
  std::vector<std::shared_ptr<const simcloud::ProviderDescription>> descriptions;
  try {
    for (int i = 1; i < argc; ++i) {
      std::string word = argv[i];
      if (word == "--world" && i + 1 < argc)
        world_file = argv[++i];
      else if (word.rfind("--", 0) != 0)
        descriptions.push_back(
            std::make_shared<const simcloud::ProviderDescription>(simcloud::load_description(word)));
      else
        descriptions.clear(), i = argc;
    }
    if (descriptions.empty()) {
      std::cerr << "usage: simcloud [--world FILE] TYPES.yaml...\n";
      return 2;
    }
    simcloud::World world(world_file);
    simcloud::Server server(world, descriptions);
    std::cout << server.reattach() << std::endl;
    server.wait();
  } catch (const std::exception& e) {
    std::cerr << "simcloud: " << e.what() << "\n";
    return 1;
  }
}
