package io.dust.setting;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
@WithSession
public class SettingRepository implements PanacheRepositoryBase<Setting, Setting.Key> {

    /** The newest version of a kind for each currency. */
    Uni<List<StoredVersion>> newest(String kind) {
        return list("from Setting s where s.kind = ?1 and s.version = "
                + "(select max(n.version) from Setting n where n.kind = s.kind and n.currencyCode = s.currencyCode)", kind)
                .map(settings -> settings.stream().map(Setting::stored).toList());
    }
}
